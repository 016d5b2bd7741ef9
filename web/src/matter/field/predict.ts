import { type Calendar } from '@heliu/contract/deadline/calendar';
import { compileCalendar } from '@heliu/contract/deadline/working-time';
import type { OfferedType } from '@heliu/contract/city/overview';
import { matterCommands, type MatterCommand } from '@heliu/contract/matter/commands';
import type { DecideContext } from '@heliu/contract/matter/context';
import { allowed, decide } from '@heliu/contract/matter/decide';
import type { Matter } from '@heliu/contract/matter/model';
import { isMatterCommandKind } from '../act/kinds.ts';
import { refusals } from '@heliu/contract/matter/refusals';
import { defaultRules, type LifeCycleRules, MatterTypeRules } from '@heliu/contract/matter/rules';
import type { ActView, MatterView } from '@heliu/contract/matter/views';
import { fill } from '@heliu/contract/text';
import type { OutboxItem } from '../../kernel/offline/index.ts';

/** Clocks are the server's: no limit is known here, so none starts and none needs a real calendar. */
const anyCalendar: Calendar = {
  timeZone: 'UTC',
  spans: [['00:00', '24:00']],
  weekend: [],
  fixedHolidays: [],
  holidays: [],
  makeUpDays: [],
  legalYears: [],
};
const calendar = compileCalendar(anyCalendar);

/** What is known on the device of whoever acts and of the city's rules. */
export interface Known {
  readonly accountId: number;
  readonly lifeCycle: LifeCycleRules | undefined;
  readonly type: OfferedType | undefined;
  readonly now: number;
}

/** Commands of the outbox on this matter which the matter as it was read does not show yet. */
export function ahead(
  items: readonly OutboxItem[],
  view: Pick<MatterView, 'matterId' | 'version'>,
): OutboxItem[] {
  return items.filter(
    ({ queue, state, receipt }) =>
      queue === view.matterId && (state !== 'sent' || (receipt?.version ?? 0) > view.version),
  );
}

function commandOf({ command: { endpoint, body } }: OutboxItem): MatterCommand | undefined {
  const kind = endpoint.slice('matter.'.length);
  if (!isMatterCommandKind(kind)) return undefined;
  const parsed = matterCommands[kind].safeParse({ ...body, kind });
  return parsed.success ? parsed.data : undefined;
}

function contextOf(view: MatterView, { accountId, lifeCycle, type, now }: Known): DecideContext {
  const { state } = view;
  return {
    now,
    actor: {
      kind: 'staff',
      accountId: String(accountId),
      roles: [],
      unitIds: [state.centreUnitId, state.holder.unitId, ...state.workOrders.map(({ unitId }) => unitId)],
      reporterId: null,
    },
    rules: lifeCycle ?? defaultRules,
    type: MatterTypeRules.parse({ typeCode: view.typeCode, ...type?.rules }),
    calendar,
  };
}

/** The matter as it will stand once the server has what waits here, by the rules that the server goes by. */
function standing(view: MatterView, waiting: readonly OutboxItem[], context: DecideContext): Matter {
  let matter: Matter = { ...view.state, clocks: [], merge: null };
  for (const item of waiting) {
    const command = commandOf(item);
    const decided = command && decide(matter, command, context);
    if (decided?.ok === true) matter = decided.matter;
  }
  return matter;
}

/** Acts that hang on a clock: what the server said of it stays as it was told. */
const clockBound: ReadonlySet<string> = new Set(['requestExtension']);

const refusedBefore = (view: MatterView, command: string, workOrderNo: number | null): ActView | undefined =>
  view.allowed.find(
    (act) => act.command === command && act.workOrderNo === workOrderNo && act.refusal !== null,
  );

export interface Foreseen {
  readonly stage: MatterView['stage'];
  readonly workOrders: MatterView['state']['workOrders'];
  /** What I may do then. */
  readonly allowed: readonly ActView[];
}

/**
 * What I may do without a network. Who may give which command is the server's policy, as it told with the matter; what
 * is possible after the commands that wait follows from the life cycle.
 */
export function foresee(view: MatterView, waiting: readonly OutboxItem[], known: Known): Foreseen {
  if (waiting.length === 0) {
    return { stage: view.stage, workOrders: view.state.workOrders, allowed: view.allowed };
  }
  const context = contextOf(view, known);
  const matter = standing(view, waiting, context);
  const mine = new Set(view.allowed.map(({ command, workOrderNo }) => `${command} ${workOrderNo ?? ''}`));
  const acts = allowed(matter, context).flatMap(({ command, workOrderNo, refusal }): ActView[] => {
    if (!mine.has(`${command} ${workOrderNo ?? ''}`) && !mine.has(`${command} `)) return [];
    const byClock = clockBound.has(command) ? refusedBefore(view, command, workOrderNo) : undefined;
    if (byClock !== undefined) return [byClock];
    const text = refusal && refusals[refusal.code];
    return [
      {
        command,
        workOrderNo,
        refusal: text && { zh: fill(text.zh, refusal.params), en: fill(text.en, refusal.params) },
      },
    ];
  });
  return { stage: matter.stage, workOrders: matter.workOrders, allowed: acts };
}
