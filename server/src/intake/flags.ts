import { fill, type Text } from '@heliu/contract/text';

/** What a row lacks or has wrong and is kept with all the same. docs/importing-requests.md explains each. */
export const flags = {
  'target.missing': {
    zh: '没有办理期限；按期率中计为按期',
    en: 'has no target; counts as on time',
  },
  'target.beforeOpened': {
    zh: '期限早于登记时间；照原样保留',
    en: 'its target lies before it was opened; kept as it is',
  },
  'closed.beforeOpened': {
    zh: '办结时间早于登记时间；按登记时刻办结，原值另存',
    en: 'was closed before it was opened; closed at the instant of opening, the source’s time kept beside it',
  },
  'time.inferred': {
    zh: '{column} 只有日期，时刻为推定',
    en: '{column} has no time of day: it is inferred',
  },
  'time.clockChange': {
    zh: '{column} 落在时钟调整的一小时内，时刻不唯一或不存在；取较早者',
    en: '{column} falls into the hour of a clock change, so there are two such instants or none; the earlier is taken',
  },
  'units.inferred': {
    zh: '{column} 只有次数，经过的单位为推定',
    en: '{column} only counts: the units of each transfer are inferred',
  },
  'value.blank': {
    zh: '{column} 为空，取 {code}',
    en: '{column} is blank, taken as {code}',
  },
  'value.unknown': {
    zh: '{column} 的值“{value}”不在映射中，取 {code}',
    en: '{column} has “{value}”, which the mapping does not name, taken as {code}',
  },
  'position.invalid': {
    zh: '坐标 {value} 无效，未采用',
    en: 'the position {value} is none and is left out',
  },
  'text.cut': {
    zh: '{field} 超过 {longest} 字，已截断',
    en: '{field} is longer than {longest} characters and is cut',
  },
} as const satisfies Record<string, Text>;

export type FlagCode = keyof typeof flags;

export interface Flag {
  readonly code: FlagCode;
  readonly text: Text;
}

export function flag(code: FlagCode, values: Readonly<Record<string, string | number>>): Flag {
  const { zh, en } = flags[code];
  return { code, text: { zh: fill(zh, values), en: fill(en, values) } };
}
