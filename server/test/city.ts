import { CityPack } from '@heliu/contract/city/pack';
import type { MatterType } from '@heliu/contract/city/matter-type';
import type { Unit } from '@heliu/contract/city/unit';
import { reasonedActs, wordKeys } from '@heliu/contract/city/wording';
import type { Text } from '@heliu/contract/text';
import { MatterTypeRules } from '@heliu/contract/matter/rules';
import { importCity } from '../src/city/index.ts';
import type { TestApp } from './harness.ts';

const same = (word: string): Text => ({ zh: word, en: word });

/** A square grid cell of a tenth of a degree, `x` tenths east of 106°. */
const square = (x: number) => {
  const west = 106 + x / 10;
  const east = 106 + (x + 1) / 10;
  return {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, 30],
        [east, 30],
        [east, 30.1],
        [west, 30.1],
        [west, 30],
      ] as [number, number][],
    ],
  };
};

const unit = (code: string, kind: Unit['kind'], level: Unit['level'], divisionCode: string): Unit => ({
  code,
  name: same(code),
  kind,
  level,
  divisionCode,
  parentCode: null,
  position: null,
  phone: null,
});

const type = (code: string, rules: Record<string, unknown>): MatterType => ({
  code,
  family: 'item',
  classCode: 'K1',
  number: code.slice(-2),
  name: same(code),
  description: same(code),
  admitted: '1',
  exited: null,
  forResidents: true,
  keywords: { zh: [], en: [] },
  questions: [],
  conditions: [
    {
      code: `${code}-1`,
      typeCode: code,
      filing: same('filing'),
      closing: same('closing'),
      limit: { value: 3, unit: 'work_day' },
    },
  ],
  rules: MatterTypeRules.parse({
    typeCode: code,
    limits: {
      signing: { value: 4, unit: 'work_hour' },
      handling: { value: 3, unit: 'work_day' },
      checking: { value: 1, unit: 'work_day' },
    },
    ...rules,
  }),
});

const places = () => ({
  divisions: [
    ['d', 'district', null, 'd'],
    ['t1', 'township', 'd', 'd/t1'],
    ['t2', 'township', 'd', 'd/t2'],
    ['c1', 'community', 't1', 'd/t1/c1'],
    ['c2', 'community', 't2', 'd/t2/c2'],
  ].map(([code, level, parentCode, path]) => ({
    code,
    name: same(String(code)),
    level,
    parentCode,
    path,
    kind: null,
    centre: null,
    population: null,
    outline: null,
  })),
  grids: [1, 2].map((n) => ({
    code: `g${n}`,
    name: same(`g${n}`),
    communityCode: `c${n}`,
    path: `d/t${n}/c${n}/g${n}`,
    kind: 'base',
    centre: [105.95 + n / 10, 30.05],
    areaM2: 1e8,
    outline: square(n - 1),
  })),
});

const units = () => [
  unit('centre-d', 'centre', 'district', 'd'),
  unit('centre-t1', 'centre', 'township', 't1'),
  unit('centre-t2', 'centre', 'township', 't2'),
  unit('centre-c1', 'centre', 'community', 'c1'),
  unit('centre-c2', 'centre', 'community', 'c2'),
  unit('water', 'department', 'district', 'd'),
  unit('roads', 'department', 'district', 'd'),
];

const channels = [
  { code: 'app', name: same('app'), by: 'resident' },
  { code: 'hotline', name: same('hotline'), by: 'operator' },
  { code: 'officer', name: same('officer'), by: 'officer' },
  { code: 'mail', name: same('mail'), by: 'operator' },
] as const;

const automatic = { accept: true, file: true, dispatch: true };

/**
 * A small city for tests: a district `d` with townships t1 and t2, a community and a grid in each (c1/g1 at 106.0–106.1°
 * E, c2/g2 at 106.1–106.2° E, both 30.0–30.1° N), a centre for each place, departments water and roads. Type `AUTO-01`
 * goes to water by itself, `HAND-02` waits for an operator at every step.
 */
export const testPack = (): CityPack =>
  CityPack.parse({
    code: 'testcity',
    name: same('Testcity'),
    version: '1.0.0',
    districtCode: 'd',
    timeZone: 'Asia/Shanghai',
    hotline: '12345',
    baseMapUrl: null,
    map: { centre: [106.1, 30.05], zoom: 10 },
    codeScheme: {
      grid: { district: 1, township: 2, community: 2, serial: 2 },
      component: { district: 1, major: 2, minor: 2, serial: 4 },
      event: { district: 1, major: 2, minor: 2 },
    },
    channels: [...channels],
    catalogue: [{ version: '1', from: '2015-01-01', note: same('first') }],
    calendar: {
      timeZone: 'Asia/Shanghai',
      spans: [
        ['08:00', '12:00'],
        ['14:00', '18:00'],
      ],
      weekend: [6, 7],
      fixedHolidays: [{ monthDay: '01-01' }],
      holidays: [],
      makeUpDays: [],
      legalYears: [2025, 2026],
    },
    outline: null,
    ...places(),
    landmarks: [],
    units: units(),
    staff: [],
    requestKinds: (['inquiry', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const).map(
      (kind) => ({
        kind,
        name: same(kind),
        description: same(kind),
      }),
    ),
    classes: [{ code: 'K1', family: 'item', number: '01', name: same('K1') }],
    types: [
      type('AUTO-01', { automatic, defaultFilingCondition: 'AUTO-01-1' }),
      type('HAND-02', {
        limits: { acceptance: { value: 2, unit: 'urgent_hour' }, handling: { value: 3, unit: 'work_day' } },
      }),
    ],
    duties: [{ unit: 'water', leads: ['AUTO-01'], assists: [], basis: same('duty') }],
    routing: [{ code: 'by-duty', name: same('by duty'), when: {}, lead: { duty: 'lead' }, assist: [] }],
    fallback: { levels: ['township'], unit: 'centre-d' },
    lifeCycle: {},
    replyTemplates: [],
    reasons: Object.fromEntries(reasonedActs.map((act) => [act, [{ code: 'other', text: same('other') }]])),
    words: Object.fromEntries(wordKeys.map((word) => [word, same(word)])),
  });

/** Makes the test city the one in force. */
export async function giveCity(app: TestApp, pack: CityPack = testPack()): Promise<void> {
  await importCity(app.db, pack, { accountId: null, at: app.clock.now() });
  await app.city.reload();
}
