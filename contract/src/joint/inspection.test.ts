import { expect, test } from 'vitest';
import { answers, invitationActs } from './consultation.ts';
import {
  type AnyInspectionAct,
  decideInspection,
  findingActs,
  findingStates,
  type Inspection,
  inspectionStates,
  isOpenTo,
  isRefusal,
  placeStates,
  refusals,
} from './inspection.ts';

const mostUnits = 2;
const mostPlaces = 2;
const mostFindings = 1;

const actsOn = ({ units, places }: Inspection): AnyInspectionAct[] => [
  ...(['change', 'move', 'begin', 'close', 'cancel'] as const).map((kind) => ({ kind })),
  ...(units.length < mostUnits ? [{ kind: 'invite' as const, count: 1 }] : []),
  ...(places.length < mostPlaces ? [{ kind: 'addPlaces' as const, count: 1 }] : []),
  ...units.flatMap((_, unit) => invitationActs.map((kind) => ({ kind, unit }))),
  ...places.flatMap(({ reports }, place) => [
    ...(['skip', 'removePlace'] as const).map((kind) => ({ kind, place })),
    ...units.flatMap((_, unit) =>
      [0, mostFindings].map((findings) => ({ kind: 'report' as const, place, unit, findings })),
    ),
    ...reports.flatMap(({ unit, findings }) =>
      findings.flatMap((_finding, finding) => findingActs.map((kind) => ({ kind, place, unit, finding }))),
    ),
  ]),
];

const first: Inspection = { state: 'planned', units: ['waiting'], places: [] };

/** Reports stand in the order in which they came, which is no matter here. */
const keyOf = ({ state, units, places }: Inspection) =>
  JSON.stringify([
    state,
    units,
    places.map((place) => [place.state, place.reports.toSorted((a, b) => a.unit - b.unit)]),
  ]);

/** Every inspection of up to two units and one or two places that can be reached, with each act tried in each of them. */
function explore(
  visit: (from: Inspection, act: AnyInspectionAct, after: ReturnType<typeof decideInspection>) => void,
  begun = first,
  acts = actsOn,
): Inspection[] {
  const seen = new Map([[keyOf(begun), begun]]);
  for (const inspection of seen.values()) {
    for (const act of acts(inspection)) {
      const after = decideInspection(inspection, act);
      visit(inspection, act, after);
      if (!isRefusal(after)) seen.set(keyOf(after), after);
    }
  }
  return [...seen.values()];
}

/** Two units at one place, and one unit at two: both together would be too many to walk through. */
const oneUnit = (inspection: Inspection) => actsOn(inspection).filter(({ kind }) => kind !== 'invite');
const onePlace = (inspection: Inspection) =>
  actsOn(inspection).filter(({ kind }) => kind !== 'addPlaces' || inspection.places.length === 0);
const walks = [oneUnit, onePlace];

const countOf = ({ places }: Inspection, wanted: string): number =>
  places.flatMap(({ reports }) => reports.flatMap(({ findings }) => findings.filter((one) => one === wanted)))
    .length;

const countPending = (one: Inspection): number => countOf(one, 'open') + countOf(one, 'referred');

/** Written by hand from what is asked for, apart from the rules. */
const expected: Readonly<Record<AnyInspectionAct['kind'], string>> = {
  change: 'planned',
  move: 'planned',
  invite: 'planned underway',
  addPlaces: 'planned underway',
  begin: 'planned',
  close: 'underway',
  cancel: 'planned underway',
  report: 'underway',
  skip: 'underway',
  removePlace: 'planned',
  raise: 'underway',
  refer: 'underway',
  settle: 'underway',
  reopen: 'underway',
  accept: 'planned underway',
  decline: 'planned underway',
  withdraw: 'planned',
};

test('whatever is done in whatever order, each act has its states and nothing that was found is lost', () => {
  const done = new Map<string, Set<string>>();
  const said = new Set<string>();
  const reached: Inspection[] = [];
  const lost: string[] = [];
  for (const acts of walks) {
    const worlds = explore(
      (from, act, after) => {
        if (isRefusal(after)) return void said.add(after);
        done.set(act.kind, (done.get(act.kind) ?? new Set()).add(from.state));
        const [raised, settled] = (['raised', 'settled'] as const).map(
          (state) => countOf(after, state) - countOf(from, state),
        );
        const left = Number(act.kind === 'settle') - Number(act.kind === 'reopen');
        if (raised === Number(act.kind === 'raise') && settled === left) return;
        lost.push(JSON.stringify([from, act, after]));
      },
      first,
      acts,
    );
    reached.push(...worlds);
  }
  expect(lost).toEqual([]);
  const found = Object.fromEntries(
    [...done].map(([kind, states]) => [kind, inspectionStates.filter((one) => states.has(one)).join(' ')]),
  );
  expect(found).toEqual(expected);
  expect([...said].toSorted()).toEqual(refusals.toSorted());
  expect(new Set(reached.map(({ state }) => state))).toEqual(new Set(inspectionStates));
  const places = reached.flatMap((one) => one.places);
  expect(new Set(places.map(({ state }) => state))).toEqual(new Set(placeStates));
  expect(new Set(reached.flatMap(({ units }) => units))).toEqual(new Set(answers));
  expect(new Set(places.flatMap(({ reports }) => reports.flatMap(({ findings }) => findings)))).toEqual(
    new Set(findingStates),
  );
  expect(reached.length).toBeGreaterThan(500);
});

test('it closes when every place was inspected or skipped and every finding became a matter or was settled, and not before', () => {
  const all = walks.flatMap((acts) => explore(() => {}, first, acts));
  const isReady = ({ state, places }: Inspection) =>
    state === 'underway' && places.every((place) => place.state !== 'open');
  const ready = all.filter((one) => isReady(one) && countPending(one) === 0);
  expect(all.filter((one) => isOpenTo(one, { kind: 'close' }))).toEqual(ready);
  expect(ready.length).toBeGreaterThan(50);
  const over = all.filter(({ state }) => state === 'closed' || state === 'cancelled');
  expect(over.filter((one) => countPending(one) > 0)).toEqual([]);
  expect(over.filter((one) => actsOn(one).some((act) => isOpenTo(one, act)))).toEqual([]);
});

test('refusals say what is in the way', () => {
  const place = (state: (typeof placeStates)[number], ...findings: (typeof findingStates)[number][]) => ({
    state,
    reports: state === 'inspected' ? [{ unit: 0, findings }] : [],
  });
  const underway = (...places: Inspection['places']): Inspection => ({
    state: 'underway',
    units: ['accepted', 'withdrawn'],
    places,
  });
  const close = { kind: 'close' } as const;
  const report = { kind: 'report', place: 0, unit: 0, findings: 0 } as const;
  expect(decideInspection(first, { kind: 'begin' })).toBe('noPlaces');
  expect(decideInspection(underway(place('inspected'), place('open')), close)).toBe('placesOpen');
  expect(decideInspection(underway(place('inspected', 'raised', 'open')), close)).toBe('findingsOpen');
  expect(decideInspection(underway(place('inspected', 'referred')), close)).toBe('findingsOpen');
  expect(decideInspection(underway(place('inspected')), { kind: 'cancel' })).toBe('inspectedAlready');
  expect(decideInspection(underway(place('inspected', 'raised', 'open')), report)).toBe('reportUsed');
  expect(decideInspection(underway(place('inspected', 'referred')), report)).toBe('reportUsed');
  expect(decideInspection(underway(place('open')), { ...report, unit: 1 })).toBe('notNow');
  expect(isOpenTo(underway(place('inspected', 'open')), report)).toBe(true);
  expect(isOpenTo(underway(place('skipped')), report)).toBe(true);
  expect(isOpenTo(underway(place('skipped')), close)).toBe(true);
});

test('another time or place asks those anew who said that they come, and nobody else', () => {
  const planned: Inspection = { ...first, units: ['waiting', 'accepted', 'declined', 'withdrawn'] };
  expect(decideInspection(planned, { kind: 'move' })).toEqual({
    ...first,
    units: ['waiting', 'waiting', 'declined', 'withdrawn'],
  });
  expect(decideInspection(planned, { kind: 'change' })).toEqual(planned);
});

test('what is referred becomes a matter or is settled, and is not referred twice', () => {
  const found: Inspection = {
    state: 'underway',
    units: ['accepted'],
    places: [{ state: 'inspected', reports: [{ unit: 0, findings: ['referred'] }] }],
  };
  const at = { place: 0, unit: 0, finding: 0 };
  expect(findingActs.filter((kind) => isOpenTo(found, { kind, ...at }))).toEqual(['raise', 'settle']);
});

test('what was settled is taken up again while it is under way; then it is put right, raised or settled anew', () => {
  const found = (state: (typeof findingStates)[number]): Inspection => ({
    state: 'underway',
    units: ['accepted'],
    places: [{ state: 'inspected', reports: [{ unit: 0, findings: [state] }] }],
  });
  const at = { place: 0, unit: 0, finding: 0 };
  const open = (from: Inspection) => findingActs.filter((kind) => isOpenTo(from, { kind, ...at }));
  expect(open(found('settled'))).toEqual(['reopen']);
  expect(open(found('raised'))).toEqual([]);
  const again = decideInspection(found('settled'), { kind: 'reopen', ...at });
  expect(again).toEqual(found('open'));
  expect(open(found('open'))).toEqual(['raise', 'refer', 'settle']);
  expect(isOpenTo(found('open'), { kind: 'report', place: 0, unit: 0, findings: 0 })).toBe(true);
});
