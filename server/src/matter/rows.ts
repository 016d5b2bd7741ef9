import type { CommandText } from '@heliu/contract/matter/commands';
import type { MatterEvent } from '@heliu/contract/matter/events';
import { isFinal, type Matter, type WorkOrder } from '@heliu/contract/matter/model';
import type { Clock } from '@heliu/contract/deadline/model';
import { toStored } from './stored.ts';

/** What is known of a matter beyond its life cycle; set at registration. */
export interface MatterFacts {
  readonly requestKind: string;
  readonly title: string;
  readonly description: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly address: string | null;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly divisionCode: string;
  readonly placePath: string;
  readonly route: unknown;
}

export interface ReportFacts {
  readonly id: string;
  readonly accountId: number | null;
  /** In whose name it was reported. */
  readonly organisationId: string | null;
  /** Hex of the SHA-256 of the receipt code. */
  readonly receiptHash: string | null;
  readonly language: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly text: string;
}

export interface EvidenceFacts {
  readonly fileId: string;
  readonly workOrderNo: number | null;
  /** Set where a reporter gave it. */
  readonly reportId: string | null;
}

/** Who acted, for events and notes. */
export interface ActFacts {
  readonly actorId: number | null;
  readonly commandId: string | null;
  readonly at: number;
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const account = (id: string | null): number | null => (id === null ? null : Number(id));

/** Columns of `matter.matters` that follow the state; everything else in the row stays as registered. */
export function stateColumns(matter: Matter, placePath: string, at: number) {
  const next = nextDue(matter);
  return {
    id: matter.matterId,
    version: matter.version,
    stage: matter.stage,
    type_code: matter.typeCode,
    grid_code: matter.gridId,
    place_path: placePath,
    centre_unit_id: matter.centreUnitId,
    holder_unit_id: matter.holder.unitId,
    holder_account_id: account(matter.holder.accountId),
    unit_ids: unitsOf(matter),
    changed_at: instant(at),
    due_at: instant(next?.dueAt ?? matter.closing?.dueAt ?? null),
    due_clock: next?.kind ?? null,
    provisional_due: next?.provisional ?? false,
    closed_at: instant(matter.closing?.closedAt ?? null),
    closing_way: matter.closing?.way ?? null,
    outcome: matter.closing?.outcome ?? null,
    on_time: matter.closing?.onTime ?? null,
    approval_due: approvalDue(matter),
    check_due: checkDue(matter),
    state: toStored(matter),
  };
}

/** Types of the columns that follow the state, as the statement that updates them reads its input. */
export const stateColumnTypes = {
  version: 'integer',
  stage: 'text',
  type_code: 'text',
  grid_code: 'text',
  place_path: 'text',
  centre_unit_id: 'text',
  holder_unit_id: 'text',
  holder_account_id: 'bigint',
  unit_ids: 'text[]',
  changed_at: 'timestamptz',
  due_at: 'timestamptz',
  due_clock: 'text',
  provisional_due: 'boolean',
  closed_at: 'timestamptz',
  closing_way: 'text',
  outcome: 'text',
  on_time: 'boolean',
  approval_due: 'boolean',
  check_due: 'boolean',
  state: 'jsonb',
} as const satisfies Record<Exclude<keyof ReturnType<typeof stateColumns>, 'id'>, string>;

export function matterColumns(matter: Matter, facts: MatterFacts, at: number) {
  return {
    ...stateColumns(matter, facts.placePath, at),
    code: matter.code,
    request_kind: facts.requestKind,
    channel: matter.channel,
    title: facts.title,
    description: facts.description,
    answers: facts.answers,
    address: facts.address,
    lng: facts.lng,
    lat: facts.lat,
    division_code: facts.divisionCode,
    registered_at: instant(matter.registeredAt),
    registered_by: account(matter.registeredBy),
    route: facts.route,
  };
}

/** Whether somebody's decision is asked for. */
function approvalDue(matter: Matter): boolean {
  const appealed = matter.workOrders.some(
    ({ appeal }) => appeal?.state === 'firstReview' || appeal?.state === 'secondReview',
  );
  if (isFinal(matter.stage)) return appealed;
  return (
    appealed ||
    matter.stage === 'awaitingRuling' ||
    matter.suspension?.state === 'requested' ||
    matter.forceCloseProposal !== null ||
    matter.voidProposal !== null ||
    matter.workOrders.some(({ extensionRequest }) => extensionRequest !== null)
  );
}

const checkStages: readonly Matter['stage'][] = ['preFilingCheck', 'checking', 'checked'];

const checkDue = (matter: Matter): boolean =>
  checkStages.includes(matter.stage) || matter.spotCheck?.state === 'due';

/** The running clock that ends first. */
function nextDue(matter: Matter): Clock | undefined {
  let next: Clock | undefined;
  for (const clock of matter.clocks) {
    if (clock.state === 'running' && (next === undefined || clock.dueAt < next.dueAt)) next = clock;
  }
  return next;
}

const endedStatus: readonly WorkOrder['status'][] = ['fedBack', 'returned', 'withdrawn', 'completed'];

function handlingClock(matter: Matter, no: number): Clock | undefined {
  return matter.clocks.findLast((clock) => clock.kind === 'handling' && clock.workOrderNo === no);
}

function orderColumns(matter: Matter, order: WorkOrder, placePath: string, at: number) {
  const ended = endedStatus.includes(order.status) || isFinal(matter.stage);
  return {
    matter_id: matter.matterId,
    no: order.no,
    role: order.role,
    unit_id: order.unitId,
    holder_id: account(order.holderId),
    status: order.status,
    dispatched_at: instant(order.dispatchedAt),
    due_at: instant(handlingClock(matter, order.no)?.dueAt ?? null),
    ended_at: ended ? instant(order.feedback?.at ?? at) : null,
    overdue: order.overdue,
    exempt: order.appeal?.state === 'granted',
    place_path: placePath,
  };
}

/** Rows of the work orders that differ from `before`; all of them where there is none, or where the place is another. */
export function changedOrders(before: Matter | null, after: Matter, placePath: string, at: number) {
  const earlier = new Map(before?.workOrders.map((order) => [order.no, order]));
  const movedClocks = before === null || before.clocks !== after.clocks;
  return after.workOrders
    .filter(
      (order) =>
        before?.gridId !== after.gridId ||
        earlier.get(order.no) !== order ||
        (movedClocks &&
          before !== null &&
          handlingClock(before, order.no) !== handlingClock(after, order.no)),
    )
    .map((order) => orderColumns(after, order, placePath, at));
}

const clockKey = (clock: Clock): string => `${clock.kind} ${clock.workOrderNo}`;

/** Changes to the table of running clocks: rows to put, and keys to take away. */
export function clockChanges(before: Matter | null, after: Matter) {
  const running = (matter: Matter | null) =>
    new Map(
      (matter?.clocks ?? [])
        .filter(({ state }) => state === 'running')
        .map((clock) => [clockKey(clock), clock]),
    );
  const earlier = running(before);
  const now = running(after);
  const put = [...now.entries()]
    .filter(
      ([key, clock]) =>
        earlier.get(key)?.dueAt !== clock.dueAt || earlier.get(key)?.provisional !== clock.provisional,
    )
    .map(([, clock]) => ({
      matter_id: after.matterId,
      kind: clock.kind,
      work_order_no: clock.workOrderNo,
      due_at: instant(clock.dueAt),
      provisional: clock.provisional,
    }));
  const gone = [...earlier.entries()]
    .filter(([key]) => !now.has(key))
    .map(([, clock]) => ({ matter_id: after.matterId, kind: clock.kind, work_order_no: clock.workOrderNo }));
  return { put, gone };
}

export function eventColumns(
  events: readonly MatterEvent[],
  after: Matter,
  placePath: string,
  act: ActFacts,
) {
  return events.map(({ kind, matterId, at, ...rest }) => ({
    at: instant(at),
    kind,
    subject: `matter:${matterId}`,
    place_path: placePath,
    unit_ids: unitsOf(after),
    actor_id: act.actorId,
    command_id: act.commandId,
    payload: rest,
  }));
}

/** Every unit that has or had a part in the matter: they may see what happens to it. */
function unitsOf(matter: Matter): string[] {
  return [
    ...new Set([matter.centreUnitId, matter.holder.unitId, ...matter.workOrders.map(({ unitId }) => unitId)]),
  ];
}

const noteKinds = { internal: 'note', told: 'reply', unit: 'instructions' } as const;

/** Whatever a reporter says is a comment: the reporter reads it again, and staff see whose words they are. */
export function noteColumns(
  texts: readonly CommandText[],
  matter: Matter,
  act: ActFacts,
  byReporter: boolean,
) {
  return texts.map(({ audience, unitId, text }) => ({
    matter_id: matter.matterId,
    version: matter.version,
    at: instant(act.at),
    kind: byReporter ? 'comment' : noteKinds[audience],
    work_order_no:
      unitId === null ? null : (matter.workOrders.findLast((order) => order.unitId === unitId)?.no ?? null),
    account_id: act.actorId,
    body: text,
  }));
}

export function evidenceColumns(evidence: readonly EvidenceFacts[], matter: Matter) {
  return evidence.map(({ fileId, workOrderNo, reportId }) => ({
    matter_id: matter.matterId,
    file_id: fileId,
    version: matter.version,
    work_order_no: workOrderNo,
    report_id: reportId,
  }));
}

export function reportColumns(report: ReportFacts, matterId: string, at: number) {
  return {
    id: report.id,
    matter_id: matterId,
    account_id: report.accountId,
    organisation_id: report.organisationId,
    receipt_hash: report.receiptHash === null ? null : `\\x${report.receiptHash}`,
    language: report.language,
    name: report.name,
    phone: report.phone,
    email: report.email,
    text: report.text,
    created_at: instant(at),
  };
}
