import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDestination, route } from './route.ts';
import type { RouteFacts } from './route-facts.ts';
import { deadRules } from './rule-reach.ts';
import { RoutingRule, type Duty, type LeadTarget, type RuleWhen, type TimeWindow } from './routing-rule.ts';
import { smallCity } from './small-city.ts';
import type { RuledPack } from './pack-index.ts';

const some = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });
const words = ['停水', '停', '路', 'gas', 'gas leak'];
const spans = [
  { from: '08:00', to: '12:00' },
  { from: '22:00', to: '06:00' },
];
const when: fc.Arbitrary<RuleWhen> = fc.record(
  {
    families: some('item', 'event'),
    classes: some('K1', 'K2'),
    types: some('A', 'B', 'C'),
    kinds: some('inquiry', 'help'),
    channels: some('app', 'desk'),
    areas: some('d', 't1', 't2', 'c1', 'c3', 'g1'),
    time: fc.record({ spans: some(...spans), weekdays: some(1, 6, 7) }, { requiredKeys: [] }),
    text: fc.record(
      { any: some(...words), all: some('停', 'gas'), none: some('路', 'gas') },
      { requiredKeys: [] },
    ),
    answers: fc.record({ danger: some('yes', 'no') }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<RuleWhen>;
const lead: fc.Arbitrary<LeadTarget> = fc.constantFrom(
  { unit: 'water' },
  { unit: 'roads' },
  { centre: 'community' },
  { centre: 'township' },
  { duty: 'lead' },
);
const duties: Duty[] = [{ unit: 'roads', leads: ['K1'], assists: [], basis: { zh: '职责', en: 'duty' } }];
const city = fc.array(fc.record({ when, lead }), { maxLength: 6 }).map((rules) =>
  smallCity(
    rules.map((parts, i) => RoutingRule.parse({ code: `r${i}`, name: { zh: '规则', en: 'rule' }, ...parts })),
    duties,
  ),
);

const facts: fc.Arbitrary<RouteFacts> = fc.record({
  typeCode: fc.constantFrom('A', 'B', 'C', null),
  requestKind: fc.constantFrom('inquiry', 'help', 'complaint', null),
  channel: fc.constantFrom('app', 'desk', null),
  placeCode: fc.constantFrom('d', 't1', 't2', 'c1', 'c10', 'c3', 'g1', 'g3', null),
  at: fc.integer({ min: Date.parse('2026-01-01T00:00Z'), max: Date.parse('2027-01-01T00:00Z') }),
  text: fc
    .array(fc.constantFrom('停水', '停', '路', 'gas', 'leak', 'gases', ' '), { maxLength: 4 })
    .map((t) => t.join(' ')),
  answers: fc.constantFrom<RouteFacts['answers']>({}, { danger: 'yes' }, { danger: 'no' }),
}) as fc.Arbitrary<RouteFacts>;

/** Written apart from the engine: parents are walked, times counted in minutes of UTC+8, words found by expressions. */
function holds(rule: RoutingRule, given: RouteFacts, pack: RuledPack): boolean {
  const { families, classes, types, kinds, channels, areas, time, text, answers } = rule.when;
  const type = pack.types.find((entry) => entry.code === given.typeCode);
  const above: string[] = [];
  let place: string | null | undefined = given.placeCode;
  while (place) {
    above.push(place);
    const code: string = place;
    place =
      pack.grids.find((entry) => entry.code === code)?.communityCode ??
      pack.divisions.find((entry) => entry.code === code)?.parentCode;
  }
  const has = (word: string) => {
    const edge = /[a-z0-9]/.test(word) ? '(?![a-z0-9])' : '';
    const start = /[a-z0-9]/.test(word) ? '(?<![a-z0-9])' : '';
    return new RegExp(start + word + edge).test(given.text.replaceAll(/\s+/g, ' '));
  };
  return (
    (!families || (type !== undefined && families.includes(type.family))) &&
    (!classes || (type !== undefined && classes.includes(type.classCode))) &&
    (!types || (type !== undefined && types.includes(type.code))) &&
    (!kinds || kinds.some((kind) => kind === given.requestKind)) &&
    (!channels || channels.some((channel) => channel === given.channel)) &&
    (!areas || areas.some((area) => above.includes(area))) &&
    (!time || inTime(time, given.at)) &&
    (!text?.any || text.any.some(has)) &&
    (!text?.all || text.all.every(has)) &&
    (!text?.none || !text.none.some(has)) &&
    Object.entries(answers ?? {}).every(([question, wanted]) =>
      wanted.includes(given.answers[question] ?? ''),
    )
  );
}

function inTime(time: TimeWindow, at: number): boolean {
  const minute = Math.floor(at / 60_000) + 480;
  const ranges = time.spans ?? [{ from: '00:00', to: '00:00' }];
  const number = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  for (const { from, to } of ranges) {
    for (const day of [Math.floor(minute / 1440) - 1, Math.floor(minute / 1440)]) {
      const weekday = ((day + 3) % 7) + 1;
      if (time.weekdays && !time.weekdays.includes(weekday)) continue;
      const start = day * 1440 + number(from);
      const end = day * 1440 + number(to) + (number(to) <= number(from) ? 1440 : 0);
      if (minute >= start && minute < end) return true;
    }
  }
  return false;
}

describe('route', () => {
  it('chooses the rule that an independent reading chooses, and always somebody', () => {
    fc.assert(
      fc.property(city, facts, (pack, given) => {
        const found = route(pack, given);
        const expected = pack.routing.find(
          (rule) =>
            holds(rule, given, pack) && !('duty' in rule.lead && !['A', 'B'].includes(given.typeCode ?? '')),
        );
        expect(found.ruleCode).toBe(expected?.code ?? 'fallback');
        const { steps, ...destination } = found;
        expect(findDestination(pack, given)).toEqual(destination);
        expect(pack.units.map((unit) => unit.code)).toContain(found.leadUnitCode);
        expect(steps.at(-1)?.outcome).toBe('chosen');
        expect(steps.every((step) => step.checks.every((check) => check.text.zh !== check.text.en))).toBe(
          true,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('never chooses a rule that is called dead', () => {
    let called = 0;
    fc.assert(
      fc.property(city, fc.array(facts, { minLength: 40, maxLength: 40 }), (pack, cases) => {
        const dead = new Set(deadRules(pack).map((rule) => rule.code));
        called += dead.size;
        for (const given of cases) expect(dead.has(route(pack, given).ruleCode)).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(called).toBeGreaterThan(100);
  });
});

describe('deadRules', () => {
  const dead = (...rules: [string, RuleWhen, LeadTarget][]) =>
    deadRules(
      smallCity(
        rules.map(([code, given, target]) =>
          RoutingRule.parse({ code, name: { zh: '规则', en: 'rule' }, when: given, lead: target }),
        ),
        duties,
      ),
    ).map((rule) => rule.code);

  it('finds a rule behind a wider one, or behind several that share its types between them', () => {
    expect(dead(['wide', {}, { unit: 'water' }], ['narrow', { types: ['A'] }, { unit: 'roads' }])).toEqual([
      'narrow',
    ]);
    expect(
      dead(
        ['a', { types: ['A'] }, { unit: 'water' }],
        ['b', { types: ['B'], areas: ['d'] }, { unit: 'water' }],
        ['class', { classes: ['K1'], areas: ['t1'] }, { unit: 'roads' }],
      ),
    ).toEqual(['class']);
  });

  it('finds conditions that exclude each other, and a duty nobody has', () => {
    expect(dead(['r', { families: ['event'], types: ['A'] }, { unit: 'water' }])).toEqual(['r']);
    expect(dead(['r', { text: { all: ['停水'], none: ['停'] } }, { unit: 'water' }])).toEqual(['r']);
    expect(dead(['r', { types: ['C'] }, { duty: 'lead' }])).toEqual(['r']);
  });

  it('leaves rules alone that can still be met', () => {
    expect(dead(['duty', {}, { duty: 'lead' }], ['rest', {}, { centre: 'township' }])).toEqual([]);
    expect(
      dead(['t1', { areas: ['t1'] }, { unit: 'water' }], ['all', { areas: ['d'] }, { unit: 'roads' }]),
    ).toEqual([]);
  });
});
