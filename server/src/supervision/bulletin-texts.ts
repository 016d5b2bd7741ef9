import type { Bulletin, BulletinCounts } from '@heliu/contract/supervision';
import type { Language, Text } from '@heliu/contract/text';

/** Words of the bulletin as a file. */
export const words = {
  title: { zh: '督办通报', en: 'Bulletin of supervision' },
  byTownship: { zh: '按镇街', en: 'By town' },
  byUnit: { zh: '按单位', en: 'By unit' },
  red: { zh: '未了的红牌', en: 'Open red cards' },
  noRed: { zh: '没有未了的红牌。', en: 'No red card is open.' },
  total: { zh: '合计', en: 'Total' },
  running: { zh: '本周未结束，数字截至现在。', en: 'The week is not over; figures as of now.' },
  note: {
    zh: '只列单位和镇街。升级的督办以较高一级计为未了，不计入了结。',
    en: 'Units and towns only. A card that was raised counts as the higher one, not as ended.',
  },
  township: { zh: '镇街', en: 'Town' },
  unit: { zh: '单位', en: 'Unit' },
  code: { zh: '事项编号', en: 'Matter' },
  type: { zh: '事项类型', en: 'Type' },
  since: { zh: '红牌起于', en: 'Red since' },
  due: { zh: '时限', en: 'Due' },
} as const satisfies Record<string, Text>;

const issued = { zh: '发出', en: 'Issued' };
const open = { zh: '未了', en: 'Open' };
const levels = {
  red: { zh: '红', en: 'red' },
  yellow: { zh: '黄', en: 'yellow' },
  blue: { zh: '蓝', en: 'blue' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Text>;

interface Column {
  readonly name: Text;
  readonly of: (counts: BulletinCounts) => number | null;
  readonly isShare?: true;
}

const byLevel = (group: 'issued' | 'open', { zh, en }: Text): Column[] =>
  (['red', 'yellow', 'blue', 'other'] as const).map((level) => ({
    name: { zh: `${zh}${levels[level].zh}`, en: `${en} ${levels[level].en}` },
    of: (counts) => counts[group][level],
  }));

/** Columns after the name, the same in every form of the bulletin. */
export const columns: readonly Column[] = [
  ...byLevel('issued', issued),
  { name: { zh: '了结', en: 'Ended' }, of: ({ ended }) => ended },
  ...byLevel('open', open),
  { name: { zh: '结案', en: 'Closed' }, of: ({ closed }) => closed },
  { name: { zh: '超期未结', en: 'Open, overdue' }, of: ({ openOverdue }) => openOverdue },
  { name: { zh: '按期率', en: 'On time' }, of: ({ onTimeShare }) => onTimeShare, isShare: true },
];

export const rangeText = ({ from, to }: Bulletin, language: Language): string =>
  language === 'zh' ? `${from} 至 ${to}` : `${from} to ${to}`;

export const fileName = ({ from }: Bulletin, format: string): string => `supervision-${from}.${format}`;
