import { answerAfterMove, answers, type Answer, type InvitationAct } from './consultation.ts';

/** 联合检查: units go to places together. Planned, then under way, then closed; one that does not come about is cancelled. */
export const inspectionStates = ['planned', 'underway', 'closed', 'cancelled'] as const;
export type InspectionState = (typeof inspectionStates)[number];

export const placeStates = ['open', 'inspected', 'skipped'] as const;
export type PlaceState = (typeof placeStates)[number];

/**
 * `referred`: whoever may not register matters asks the convening centre for one. `settled`: nothing more to do, and
 * words say why; else it becomes a matter.
 */
export const findingStates = ['open', 'referred', 'raised', 'settled'] as const;
export type FindingState = (typeof findingStates)[number];

/** What a unit found at a place by its checklist. */
interface Report {
  /** Counts from 0, as the units. */
  readonly unit: number;
  readonly findings: readonly FindingState[];
}

interface InspectedPlace {
  readonly state: PlaceState;
  readonly reports: readonly Report[];
}

export interface Inspection {
  readonly state: InspectionState;
  readonly units: readonly Answer[];
  readonly places: readonly InspectedPlace[];
}

/** What the convening unit does with the whole. */
export const inspectionActs = ['change', 'invite', 'addPlaces', 'begin', 'close', 'cancel'] as const;
export type InspectionAct = (typeof inspectionActs)[number];

/** What was settled is taken up again by `reopen`, in words; a matter takes its own course. */
export const findingActs = ['raise', 'refer', 'settle', 'reopen'] as const;
export type FindingAct = (typeof findingActs)[number];

/** Places, units and findings count from 0. */
export type AnyInspectionAct =
  /** `move` is a change of time or meeting place. */
  | { readonly kind: Exclude<InspectionAct, 'addPlaces' | 'invite'> | 'move' }
  | { readonly kind: 'addPlaces' | 'invite'; readonly count: number }
  | { readonly kind: 'skip' | 'removePlace'; readonly place: number }
  | { readonly kind: 'report'; readonly place: number; readonly unit: number; readonly findings: number }
  | { readonly kind: FindingAct; readonly place: number; readonly unit: number; readonly finding: number }
  | { readonly kind: InvitationAct; readonly unit: number };

export const refusals = [
  'notNow',
  'noPlaces',
  'placesOpen',
  'findingsOpen',
  'inspectedAlready',
  'reportUsed',
] as const;
/** Why an act cannot be done. */
export type InspectionRefusal = (typeof refusals)[number];

type Outcome = Inspection | InspectionRefusal;

const statesOf: Record<AnyInspectionAct['kind'], readonly InspectionState[]> = {
  change: ['planned'],
  move: ['planned'],
  invite: ['planned', 'underway'],
  addPlaces: ['planned', 'underway'],
  begin: ['planned'],
  close: ['underway'],
  cancel: ['planned', 'underway'],
  report: ['underway'],
  skip: ['underway'],
  removePlace: ['planned'],
  raise: ['underway'],
  refer: ['underway'],
  settle: ['underway'],
  reopen: ['underway'],
  accept: ['planned', 'underway'],
  decline: ['planned', 'underway'],
  withdraw: ['planned'],
};

/** Whoever accepted says anew who comes by accepting again. */
const answersBefore: Record<InvitationAct, readonly Answer[]> = {
  accept: ['waiting', 'accepted', 'declined'],
  decline: ['waiting', 'accepted'],
  withdraw: ['waiting', 'accepted', 'declined'],
};
const answerAfter: Record<InvitationAct, Answer> = {
  accept: 'accepted',
  decline: 'declined',
  withdraw: 'withdrawn',
};

const findingsOf = (places: readonly InspectedPlace[]) =>
  places.flatMap(({ reports }) => reports.flatMap(({ findings }) => findings));

/** What still has to become a matter or be settled. */
const isPending = (finding: FindingState): boolean => finding === 'open' || finding === 'referred';

function close(inspection: Inspection): Outcome {
  if (inspection.places.some(({ state }) => state === 'open')) return 'placesOpen';
  if (findingsOf(inspection.places).some(isPending)) return 'findingsOpen';
  return { ...inspection, state: 'closed' };
}

type On<K extends AnyInspectionAct['kind']> = Extract<AnyInspectionAct, { readonly kind: K }>;

/** A report may be put right while nothing has come of it; a place that was skipped may be gone to after all. */
function report(inspection: Inspection, { place: no, unit, findings: count }: On<'report'>): Outcome {
  const place = inspection.places[no];
  const answer = inspection.units[unit];
  if (place === undefined || answer === undefined || answer === 'withdrawn') return 'notNow';
  const earlier = place.reports.find((one) => one.unit === unit);
  if (earlier?.findings.some((finding) => finding !== 'open') === true) return 'reportUsed';
  const findings: FindingState[] = Array.from({ length: count }, () => 'open');
  const reports = [...place.reports.filter((one) => one !== earlier), { unit, findings }];
  return { ...inspection, places: inspection.places.with(no, { state: 'inspected', reports }) };
}

const findingsBefore: Record<FindingAct, readonly FindingState[]> = {
  raise: ['open', 'referred'],
  refer: ['open'],
  settle: ['open', 'referred'],
  reopen: ['settled'],
};
const findingAfter: Record<FindingAct, FindingState> = {
  raise: 'raised',
  refer: 'referred',
  settle: 'settled',
  reopen: 'open',
};

function onFinding(inspection: Inspection, { kind, place: no, unit, finding }: On<FindingAct>): Outcome {
  const place = inspection.places[no];
  const found = place?.reports.find((one) => one.unit === unit);
  const before = found?.findings[finding];
  if (place === undefined || found === undefined || before === undefined) return 'notNow';
  if (!findingsBefore[kind].includes(before)) return 'notNow';
  const findings = found.findings.with(finding, findingAfter[kind]);
  const reports = place.reports.map((one) => (one === found ? { unit, findings } : one));
  return { ...inspection, places: inspection.places.with(no, { ...place, reports }) };
}

function answer(inspection: Inspection, { kind, unit }: On<InvitationAct>): Outcome {
  const before = inspection.units[unit];
  if (before === undefined || !answersBefore[kind].includes(before)) return 'notNow';
  return { ...inspection, units: inspection.units.with(unit, answerAfter[kind]) };
}

const move = (inspection: Inspection): Inspection => ({
  ...inspection,
  units: inspection.units.map(answerAfterMove),
});

function onPlace(inspection: Inspection, { kind, place: no }: On<'skip' | 'removePlace'>): Outcome {
  const place = inspection.places[no];
  if (place?.state !== 'open') return 'notNow';
  const places =
    kind === 'skip'
      ? inspection.places.with(no, { ...place, state: 'skipped' })
      : inspection.places.toSpliced(no, 1);
  return { ...inspection, places };
}

/** The inspection after an act, or why it cannot be done now. */
export function decideInspection(inspection: Inspection, act: AnyInspectionAct): Outcome {
  if (!statesOf[act.kind].includes(inspection.state)) return 'notNow';
  const { places, units } = inspection;
  switch (act.kind) {
    case 'change':
      return inspection;
    case 'move':
      return move(inspection);
    case 'begin':
      return places.length === 0 ? 'noPlaces' : { ...inspection, state: 'underway' };
    case 'close':
      return close(inspection);
    case 'cancel':
      return places.some(({ state }) => state === 'inspected')
        ? 'inspectedAlready'
        : { ...inspection, state: 'cancelled' };
    case 'invite':
      return { ...inspection, units: [...units, ...Array.from({ length: act.count }, () => answers[0])] };
    case 'addPlaces':
      return {
        ...inspection,
        places: [
          ...places,
          ...Array.from({ length: act.count }, () => ({ state: placeStates[0], reports: [] })),
        ],
      };
    case 'report':
      return report(inspection, act);
    case 'raise':
    case 'refer':
    case 'settle':
    case 'reopen':
      return onFinding(inspection, act);
    case 'skip':
    case 'removePlace':
      return onPlace(inspection, act);
    default:
      return answer(inspection, act);
  }
}

export const isRefusal = (outcome: Outcome): outcome is InspectionRefusal => typeof outcome === 'string';

/** Whether an act can be done now. */
export const isOpenTo = (inspection: Inspection, act: AnyInspectionAct): boolean =>
  !isRefusal(decideInspection(inspection, act));
