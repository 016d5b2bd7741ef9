import type { CallView } from '@heliu/contract/joint';
import type { ConsultationOfMatter } from '@heliu/contract/joint/consultation-views';
import { stateOf } from '@heliu/contract/joint/leg';
import { isFinal } from '@heliu/contract/matter/model';
import type { MatterView } from '@heliu/contract/matter/views';
import type { CardView } from '@heliu/contract/supervision';
import type { z } from 'zod';

type Consultation = z.infer<typeof ConsultationOfMatter>;

type NextAct = 'decide' | 'sign' | 'handle' | 'acknowledge' | 'arrive' | 'report' | 'answerCard' | 'meet';

/** Who has to do what, and until when; null where no clock runs, as while the matter is suspended. */
export interface Next {
  readonly act: NextAct;
  readonly unitId: string;
  /** Number of the order, where it is about one. */
  readonly workOrderNo: number | null;
  readonly dueAt: string | null;
  /** The demand that is to be answered, where it is about one. */
  readonly card?: CardView;
}

interface Known {
  readonly matter: MatterView;
  readonly calls: readonly CallView[];
  readonly consultations: readonly Consultation[];
  readonly cards: readonly CardView[];
}

const iso = (at: number): string => new Date(at).toISOString();

function ordersNext({ clocks, state }: MatterView): Next[] {
  return state.workOrders.flatMap(({ no, status, unitId }): Next[] => {
    if (status !== 'dispatched' && status !== 'signed') return [];
    const kind = status === 'dispatched' ? 'signing' : 'handling';
    const clock = clocks.find(
      (one) => one.kind === kind && one.workOrderNo === no && one.state === 'running',
    );
    const dueAt = clock === undefined ? null : iso(clock.dueAt);
    return [{ act: status === 'dispatched' ? 'sign' : 'handle', unitId, workOrderNo: no, dueAt }];
  });
}

const at = (text: string | null): number | null => (text === null ? null : Date.parse(text));

function legsNext({ legs, ended }: CallView): Next[] {
  if (ended !== null) return [];
  return legs.flatMap((leg): Next[] => {
    const state = stateOf({
      acknowledgeDueAt: Date.parse(leg.acknowledge.dueAt),
      arriveDueAt: Date.parse(leg.arrive.dueAt),
      acknowledgedAt: at(leg.acknowledge.at),
      arrivedAt: at(leg.arrive.at),
      ended: leg.ended === null ? null : { at: Date.parse(leg.ended.at), as: leg.ended.as },
    });
    const one = { unitId: leg.unit.code, workOrderNo: null };
    if (state === 'called') return [{ ...one, act: 'acknowledge', dueAt: leg.acknowledge.dueAt }];
    if (state === 'acknowledged') return [{ ...one, act: 'arrive', dueAt: leg.arrive.dueAt }];
    return state === 'arrived' ? [{ ...one, act: 'report', dueAt: null }] : [];
  });
}

const cardNext = (card: CardView): Next[] =>
  card.ended !== null || card.acknowledgedAt !== null || card.source === 'ladder'
    ? []
    : [{ act: 'answerCard', unitId: card.unit.code, workOrderNo: null, dueAt: card.dueAt, card }];

/** Everything that somebody still has to do on a matter, the first due first. */
export function nextOf({ matter, calls, consultations, cards }: Known): Next[] {
  const orders = ordersNext(matter);
  const decides: Next[] =
    orders.length > 0 || isFinal(matter.stage)
      ? []
      : [{ act: 'decide', unitId: matter.holderUnitId, workOrderNo: null, dueAt: matter.dueAt }];
  const meets = consultations.flatMap(({ state, host, startsAt }): Next[] =>
    state === 'proposed' || state === 'held'
      ? [{ act: 'meet', unitId: host.code, workOrderNo: null, dueAt: startsAt }]
      : [],
  );
  const all = [...decides, ...orders, ...calls.flatMap(legsNext), ...cards.flatMap(cardNext), ...meets];
  return all.toSorted((a, b) => (at(a.dueAt) ?? Infinity) - (at(b.dueAt) ?? Infinity));
}
