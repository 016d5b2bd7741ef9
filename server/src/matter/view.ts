import { clockStatus } from '@heliu/contract/deadline/clock';
import { computeDue } from '@heliu/contract/deadline/due';
import { explainDue } from '@heliu/contract/deadline/explain';
import { clockEnd } from '@heliu/contract/matter/clock-end';
import { isFinal, type Matter } from '@heliu/contract/matter/model';
import type { ClockView, MatterView } from '@heliu/contract/matter/views';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { type Selectable, sql } from 'kysely';
import type { City } from '../city/index.ts';
import { nameOf } from '../kernel/account-name.ts';
import type { Actor } from '../kernel/actor.ts';
import type { DB } from '../kernel/tables.ts';
import { allowedActs } from './allowed.ts';
import { loadMatter } from './load.ts';
import { mask, nameBeside } from './mask.ts';
import { mayReadAsStaff, visible } from './policy.ts';
import { writtenSinceMerged } from './taken-in.ts';
import type { MatterRoom } from './room.ts';
import { type ListedRow, rowColumns, rowOf } from './row-view.ts';

interface WholeRow extends ListedRow {
  description: string;
  answers: Record<string, string>;
  route: {
    ruleCode: string;
    step?: { checks: { text: Lines }[]; targets: { text: Lines }[]; ruleName: Lines };
  } | null;
}

interface Lines {
  zh: string;
  en: string;
}

/** A matter as one of the staff sees it, with what that person may do. */
export async function viewMatter(room: MatterRoom, actor: Actor, ref: string): Promise<MatterView> {
  const { kernel } = room;
  const loaded = await loadMatter(kernel.pool, ref);
  const city = room.city.current();
  if (!mayReadAsStaff(actor, loaded, city)) throw new Problem('resource.notFound');
  const { matter } = loaded;
  const now = kernel.clock.now();
  const [row, reports, notes, evidence, people, related] = await Promise.all([
    readRow(room, matter.matterId, actor.language),
    readReports(room, matter.matterId, actor),
    readNotes(room, matter.matterId, actor.language),
    room.describeEvidence(matter.matterId),
    readPeople(room, matter, actor.language),
    readRelated(room, actor, matter),
  ]);
  const { clocks, merge, ...state } = matter;
  return {
    ...rowOf(row, now),
    description: row.description,
    answers: row.answers,
    route: routeView(row.route),
    state,
    clocks: clocks.map((clock) => clockView(clock, matter, city, now)),
    reports,
    notes,
    evidence,
    people,
    merged: matter.absorbedIds.flatMap((id) => related.get(id) ?? []),
    mergedInto: (merge && related.get(merge.intoMatterId)) ?? null,
    allowed: allowedActs(room, actor, loaded, city),
  };
}

function clockView(clock: Matter['clocks'][number], matter: Matter, city: City, now: number): ClockView {
  const { pauses: _pauses, extensions: _extensions, ...shown } = clock;
  // Of a matter that is over, the time to call back alone still runs.
  const over = isFinal(matter.stage) && clock.kind !== 'callBack';
  const ended = clock.state === 'stopped' || over;
  const status = ended ? undefined : clockStatus(clock, now, city.calendar);
  const explain = explainer(clock, city);
  return {
    ...shown,
    light: status?.light ?? null,
    remainingMs: status?.remainingMs ?? null,
    end: clockEnd(clock, matter),
    explanation: { zh: explain('zh'), en: explain('en') },
  };
}

/** An imported target was reckoned by rules we do not know; every other due time can be told step by step. */
function explainer(clock: Matter['clocks'][number], city: City): (language: Language) => string[] {
  if (clock.fixedDueAt !== null) {
    const text = { zh: '沿用来源系统给出的办理时限。', en: 'The target given by the system it came from.' };
    return (language) => [text[language]];
  }
  const { steps } = computeDue({
    from: clock.startedAt,
    limit: clock.limit,
    extensions: clock.extensions,
    pauses: clock.pauses,
    calendar: city.calendar,
    provisional: 'allow',
  });
  return (language) => explainDue(steps, language, city.pack.timeZone);
}

function routeView(route: WholeRow['route']): MatterView['route'] {
  if (route === null) return null;
  const { step } = route;
  const lines =
    step === undefined
      ? []
      : [step.ruleName, ...step.checks.map(({ text }) => text), ...step.targets.map(({ text }) => text)];
  return {
    ruleCode: route.ruleCode,
    explanation: { zh: lines.map(({ zh }) => zh), en: lines.map(({ en }) => en) },
  };
}

async function readRow({ kernel }: MatterRoom, id: string, language: Language): Promise<WholeRow> {
  const { rows } =
    await sql<WholeRow>`SELECT ${rowColumns(language)}, m.description, m.answers, m.route FROM matter.matters m
    LEFT JOIN people.accounts a ON a.id = m.holder_account_id WHERE m.id = ${id}`.execute(kernel.db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  return row;
}

async function readReports({ kernel }: MatterRoom, id: string, actor: Actor): Promise<MatterView['reports']> {
  const rows = await kernel.db
    .selectFrom('matter.reports as r')
    .leftJoin('organisation.organisations as o', 'o.id', 'r.organisation_id')
    .select([
      'r.id',
      'r.account_id',
      'r.name',
      'r.phone',
      'r.email',
      'r.text',
      'r.created_at',
      'r.organisation_id',
      'o.name as organisation',
    ])
    .where('r.matter_id', '=', id)
    .orderBy('r.created_at')
    .execute();
  return rows.map((row) => ({
    reportId: row.id,
    mine: row.account_id === actor.accountId,
    name: mask.name(row.name),
    phone: mask.phone(row.phone),
    email: mask.email(row.email),
    text: row.text,
    organisation:
      row.organisation_id === null
        ? null
        : { organisationId: row.organisation_id, name: row.organisation ?? '' },
    createdAt: row.created_at.toISOString(),
  }));
}

const noteKinds = ['note', 'reply', 'instructions', 'comment'] as const;
const isNoteKind = (kind: string): kind is (typeof noteKinds)[number] =>
  (noteKinds as readonly string[]).includes(kind);

async function readNotes(
  { kernel }: MatterRoom,
  id: string,
  language: Language,
): Promise<MatterView['notes']> {
  const rows = await kernel.db
    .selectFrom(
      sql<Selectable<DB['matter.notes']>>`(SELECT * FROM matter.notes WHERE matter_id = ${id}::uuid
        UNION ALL SELECT * FROM ${writtenSinceMerged(id)} s)`.as('n'),
    )
    .leftJoin('people.accounts as a', 'a.id', 'n.account_id')
    .select([
      'n.matter_id',
      'n.version',
      'n.at',
      'n.kind',
      'n.work_order_no',
      'n.account_id',
      'n.body',
      'a.kind as whose',
      nameOf(language).$castTo<string | null>().as('name'),
    ])
    .orderBy('n.id')
    .execute();
  return rows.map((row) => ({
    version: row.matter_id === id ? row.version : 0,
    merged: row.matter_id !== id,
    at: row.at.toISOString(),
    kind: isNoteKind(row.kind) ? row.kind : 'note',
    workOrderNo: row.work_order_no,
    by:
      row.account_id === null
        ? null
        : { accountId: String(row.account_id), name: nameBeside(row.whose, row.name) },
    body: row.body,
  }));
}

/** Names of the accounts that the state mentions. */
async function readPeople(
  { kernel }: MatterRoom,
  matter: Matter,
  language: Language,
): Promise<MatterView['people']> {
  const ids = new Set<number>();
  const add = (id: string | null | undefined) => {
    if (id !== null && id !== undefined && /^\d+$/.test(id)) ids.add(Number(id));
  };
  add(matter.holder.accountId);
  add(matter.registeredBy);
  add(matter.closing?.closedBy);
  add(matter.suspension?.requestedBy);
  add(matter.voidProposal?.proposedBy);
  add(matter.forceCloseProposal?.proposedBy);
  for (const order of matter.workOrders) {
    add(order.holderId);
    order.handlerIds.forEach(add);
    add(order.extensionRequest?.requestedBy);
    add(order.appeal?.appealedBy);
    add(order.appeal?.firstReviewer);
  }
  if (ids.size === 0) return [];
  const rows = await kernel.db
    .selectFrom('people.accounts as a')
    .select(['a.id', 'a.kind', nameOf(language).as('name')])
    .where('a.id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({ accountId: String(row.id), name: nameBeside(row.kind, row.name) }));
}

/** Matters that it was merged with, as far as the actor sees them. */
async function readRelated({ kernel, city }: MatterRoom, actor: Actor, matter: Matter) {
  const ids = [...matter.absorbedIds, ...(matter.merge === null ? [] : [matter.merge.intoMatterId])];
  if (ids.length === 0) return new Map<string, MatterView['merged'][number]>();
  const { rows } = await sql<{ id: string; code: string; title: string }>`
    SELECT m.id, m.code, m.title FROM matter.matters m
    WHERE m.id = ANY(${ids}::uuid[]) AND ${visible(actor, city.current())}`.execute(kernel.db);
  return new Map(rows.map(({ id, code, title }) => [id, { matterId: id, code, title }]));
}
