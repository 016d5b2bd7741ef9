import { MatterTypeRules } from '../matter/rules.ts';
import type { Text } from '../text.ts';
import type { MatterType, TypeFamily } from './matter-type.ts';
import type { RuledPack } from './pack-index.ts';
import type { Division, DivisionLevel, Grid } from './place.ts';
import type { Duty, RoutingRule } from './routing-rule.ts';
import type { Unit } from './unit.ts';

/** A city of two townships and three communities for the tests of pure rules; its codes do not nest. */
const same = (word: string): Text => ({ zh: word, en: word });

const division = (code: string, level: DivisionLevel, parentCode: string | null, path: string): Division => ({
  code,
  name: same(code),
  level,
  parentCode,
  path,
  kind: null,
  centre: null,
  population: null,
  outline: null,
});

const grid = (code: string, communityCode: string, path: string): Grid => ({
  code,
  name: same(code),
  communityCode,
  path,
  kind: 'base',
  centre: [0, 0],
  areaM2: null,
  outline: null,
});

const unit = (code: string, kind: Unit['kind'], level: DivisionLevel, divisionCode: string): Unit => ({
  code,
  name: same(code),
  kind,
  level,
  divisionCode,
  parentCode: null,
  position: null,
  phone: null,
});

const type = (code: string, family: TypeFamily, classCode: string): MatterType => ({
  code,
  family,
  classCode,
  number: '01',
  name: same(code),
  description: same(code),
  admitted: '1',
  exited: null,
  forResidents: true,
  keywords: { zh: [], en: [] },
  questions: [
    {
      code: 'danger',
      text: same('danger'),
      required: false,
      options: [
        { code: 'yes', text: same('yes') },
        { code: 'no', text: same('no') },
      ],
    },
  ],
  conditions: [
    {
      code: `${code}-1`,
      typeCode: code,
      filing: same('filing'),
      closing: same('closing'),
      limit: { value: 1, unit: 'work_day' },
    },
  ],
  rules: MatterTypeRules.parse({ typeCode: code }),
});

/** Community `c3` has no centre; `t2` neither. */
export function smallCity(routing: RoutingRule[], duties: Duty[] = []): RuledPack {
  return {
    timeZone: 'Asia/Shanghai',
    channels: [
      { code: 'app', name: same('app'), by: 'resident' },
      { code: 'desk', name: same('desk'), by: 'operator' },
    ],
    requestKinds: (['inquiry', 'help', 'complaint'] as const).map((kind) => ({
      kind,
      name: same(kind),
      description: same(kind),
    })),
    divisions: [
      division('d', 'district', null, 'd'),
      division('t1', 'township', 'd', 'd/t1'),
      division('t2', 'township', 'd', 'd/t2'),
      division('c1', 'community', 't1', 'd/t1/c1'),
      division('c10', 'community', 't1', 'd/t1/c10'),
      division('c3', 'community', 't2', 'd/t2/c3'),
    ],
    grids: [grid('g1', 'c1', 'd/t1/c1/g1'), grid('g3', 'c3', 'd/t2/c3/g3')],
    units: [
      unit('centre-d', 'centre', 'district', 'd'),
      unit('centre-t1', 'centre', 'township', 't1'),
      unit('centre-c1', 'centre', 'community', 'c1'),
      unit('water', 'department', 'district', 'd'),
      unit('roads', 'department', 'district', 'd'),
      unit('last', 'department', 'district', 'd'),
    ],
    classes: [
      { code: 'K1', family: 'item', number: '01', name: same('K1') },
      { code: 'K2', family: 'event', number: '02', name: same('K2') },
    ],
    types: [type('A', 'item', 'K1'), type('B', 'item', 'K1'), type('C', 'event', 'K2')],
    duties,
    routing,
    fallback: { levels: ['community', 'township'], unit: 'last' },
  };
}
