import type { OrderRole } from '@heliu/contract/joint/consultation-views';
import type { City } from '../../city/index.ts';
import type { Trx } from '../../kernel/db.ts';
import { appendEvents, type NewEvent } from '../../kernel/events.ts';
import { consultationEvents, invited, type Told } from './events.ts';
import { insertInvitations, insertItems } from './store.ts';

/** Words that somebody said at an instant. */
export interface PastEntry {
  readonly at: number;
  readonly by: number;
  readonly words: string;
}

export interface PastItem {
  readonly matterId: string;
  readonly question: string;
  readonly minutes?: PastEntry;
  readonly correction?: PastEntry;
  readonly decisions: readonly (PastEntry & {
    readonly order?: { readonly role: OrderRole; readonly unitId: string; readonly workOrderNo: number };
  })[];
}

export interface PastConsultation {
  readonly id: string;
  readonly hostUnitId: string;
  readonly title: string;
  readonly reason: string;
  readonly startsAt: number;
  readonly place: string;
  readonly proposed: { readonly at: number; readonly by: number };
  readonly invitations: readonly {
    readonly unitId: string;
    /** Who comes, or why nobody does. */
    readonly answer?: PastEntry & { readonly accepts: boolean };
  }[];
  readonly items: readonly PastItem[];
  readonly held?: { readonly at: number; readonly by: number };
  readonly closed?: { readonly at: number; readonly by: number };
  readonly cancelled?: PastEntry;
}

interface Step extends Told {
  readonly at: number;
  readonly by: number;
}

const dateOf = (done: { readonly at: number } | undefined): Date | null =>
  done === undefined ? null : new Date(done.at);

function stateOf({ held, closed, cancelled }: PastConsultation): string {
  if (cancelled !== undefined) return 'cancelled';
  if (closed !== undefined) return 'closed';
  return held === undefined ? 'proposed' : 'held';
}

/** Everything that was done, as the acts themselves tell it. */
function stepsOf({ hostUnitId, proposed, invitations, items, ...past }: PastConsultation): Step[] {
  const steps: Step[] = [{ ...proposed, kind: 'consultationProposed', payload: { host: hostUnitId } }];
  const add = (kind: string, done: { at: number; by: number } | undefined, payload = {}) => {
    if (done !== undefined) steps.push({ kind, payload, at: done.at, by: done.by });
  };
  for (const { unitId } of invitations) {
    const { kind, payload } = invited(unitId, hostUnitId, past.startsAt);
    add(kind, proposed, payload);
  }
  items.forEach(({ matterId }, index) => add('itemAdded', proposed, { no: index + 1, matterId }));
  for (const { unitId, answer } of invitations) {
    add(answer?.accepts === true ? 'invitationAccepted' : 'invitationDeclined', answer, { unitId });
  }
  add('consultationHeld', past.held);
  items.forEach(({ matterId, minutes, correction, decisions }, index) => {
    const no = index + 1;
    add('minutesWritten', minutes, { no, revision: 1 });
    decisions.forEach((decision, at) => {
      add('decided', decision, { no, decision: at + 1 });
      if (decision.order === undefined) return;
      add('decisionOrdered', decision, { no, decision: at + 1, matterId, ...decision.order });
    });
    add('minutesCorrected', correction, { no, revision: 2 });
  });
  add('consultationClosed', past.closed);
  add('consultationCancelled', past.cancelled);
  return steps.toSorted((a, b) => a.at - b.at);
}

/** Enters a consultation of the past with all that was done since, and the events of each act. */
export async function enterConsultation(trx: Trx, city: City, past: PastConsultation): Promise<void> {
  const { id, hostUnitId, proposed, invitations, items } = past;
  const steps = stepsOf(past);
  await insertHead(trx, past, steps.length);
  const making = { id, ...proposed };
  await insertInvitations(
    trx,
    making,
    invitations.map(({ unitId }) => unitId),
  );
  await insertAnswers(trx, past);
  await insertItems(
    trx,
    making,
    items.map(({ matterId, question }, index) => ({ no: index + 1, matterId, question })),
  );
  for (const [index, item] of items.entries()) await insertWords(trx, id, index + 1, item);
  const parties = { id, hostUnitId, unitIds: invitations.map(({ unitId }) => unitId) };
  const events: NewEvent[] = steps.flatMap(({ at, by, ...told }) =>
    consultationEvents(parties, [told], { at, actorId: by, commandId: null }, city),
  );
  await appendEvents(trx, events);
}

async function insertHead(trx: Trx, past: PastConsultation, version: number): Promise<void> {
  const { held, closed, cancelled } = past;
  const ended = closed ?? cancelled;
  await trx
    .insertInto('joint.consultations')
    .values({
      id: past.id,
      version,
      host_unit_id: past.hostUnitId,
      title: past.title,
      reason: past.reason,
      starts_at: new Date(past.startsAt),
      place: past.place,
      state: stateOf(past),
      proposed_at: new Date(past.proposed.at),
      proposed_by: past.proposed.by,
      held_at: dateOf(held),
      held_by: held?.by ?? null,
      ended_at: dateOf(ended),
      ended_by: ended?.by ?? null,
      end_words: cancelled?.words ?? null,
    })
    .execute();
}

async function insertAnswers(trx: Trx, { id, invitations }: PastConsultation): Promise<void> {
  for (const { unitId, answer } of invitations) {
    if (answer === undefined) continue;
    await trx
      .updateTable('joint.invitations')
      .set({
        answer: answer.accepts ? 'accepted' : 'declined',
        answered_at: new Date(answer.at),
        answered_by: answer.by,
        comes: answer.accepts ? answer.words : null,
        words: answer.accepts ? null : answer.words,
      })
      .where('consultation_id', '=', id)
      .where('unit_id', '=', unitId)
      .execute();
  }
}

async function insertWords(trx: Trx, id: string, no: number, item: PastItem): Promise<void> {
  const written = [
    ...(item.minutes === undefined ? [] : [{ ...item.minutes, correction: false }]),
    ...(item.correction === undefined ? [] : [{ ...item.correction, correction: true }]),
  ];
  if (written.length > 0) {
    await trx
      .insertInto('joint.minutes')
      .values(
        written.map(({ at, by, words, correction }, index) => ({
          consultation_id: id,
          item_no: no,
          revision: index + 1,
          correction,
          words,
          written_at: new Date(at),
          written_by: by,
        })),
      )
      .execute();
  }
  if (item.decisions.length === 0) return;
  await trx
    .insertInto('joint.decisions')
    .values(
      item.decisions.map(({ at, by, words, order }, index) => ({
        consultation_id: id,
        item_no: no,
        no: index + 1,
        words,
        decided_at: new Date(at),
        decided_by: by,
        order_role: order?.role ?? null,
        order_unit_id: order?.unitId ?? null,
        work_order_no: order?.workOrderNo ?? null,
        ordered_at: order === undefined ? null : new Date(at),
        ordered_by: order === undefined ? null : by,
      })),
    )
    .execute();
}
