import type { LegAct } from '@heliu/contract/joint/leg';

/** Minutes after the call, the leg (null: the call is ended), what is done, and the words. */
export type CallAct = readonly [number, number, LegAct, string?] | readonly [number, null, null, string];

export interface CallStory {
  readonly name: string;
  /** Types of matters that it fits. */
  readonly types: readonly string[];
  readonly minutesAgo: number;
  readonly note: string;
  /** `town` stands for the centre of the town in which the matter lies. */
  readonly units: readonly { readonly unit: string; readonly duty: string }[];
  readonly acts: readonly CallAct[];
}

const town = { unit: 'town', duty: 'town-response' };

/** Calls as the story of the demo ends: some running, one that nobody answered, some over. */
export const callStories: readonly CallStory[] = [
  {
    name: 'flooded road',
    types: ['E0504', 'G0307', 'E0502', 'G0404', 'C0103'],
    minutesAgo: 24,
    note: '积水约三十厘米，两辆车熄火。排水、交巡警到场，街道先拉警戒线。',
    units: [{ unit: 'drainage', duty: 'waterlogging' }, { unit: 'traffic-police', duty: 'traffic' }, town],
    acts: [
      [4, 0, 'acknowledge'],
      [3, 2, 'acknowledge'],
      [17, 2, 'arrive'],
    ],
  },
  {
    name: 'smell of gas',
    types: ['E0503', 'G0103', 'C0107'],
    minutesAgo: 6,
    note: '楼道燃气味明显，住户已劝离。请勿在楼内使用明火和电器。',
    units: [{ unit: 'gas-company', duty: 'gas-leak' }, { unit: 'fire', duty: 'fire-rescue' }, town],
    acts: [
      [1, 1, 'acknowledge'],
      [1, 0, 'acknowledge'],
      [2, 2, 'acknowledge'],
      [5, 2, 'arrive'],
    ],
  },
  {
    name: 'cracked building',
    types: ['G0106', 'G0105', 'G0604'],
    minutesAgo: 3,
    note: '外墙裂缝变宽，请鉴定是否需要撤离。',
    units: [
      { unit: 'housing', duty: 'building-safety' },
      { unit: 'planning', duty: 'landslide' },
    ],
    acts: [[2, 0, 'acknowledge']],
  },
  {
    name: 'unpaid wages',
    types: ['G0204', 'B0402', 'G0205', 'B0201'],
    minutesAgo: 55,
    note: '约二十人在项目部门口，情绪尚稳定。',
    units: [
      { unit: 'labour', duty: 'wages' },
      { unit: 'justice', duty: 'legal-aid' },
      { unit: 'town', duty: 'town-mediation' },
    ],
    acts: [
      [5, 2, 'acknowledge'],
      [8, 0, 'acknowledge'],
      [12, 1, 'decline', '值班律师正在另一处调解，一小时内无法到场。'],
      [26, 2, 'arrive'],
      [41, 0, 'arrive'],
      [50, 2, 'report', '双方同意坐下协商，由人社部门主持，街道派人留守。'],
    ],
  },
  {
    name: 'fallen tree',
    types: ['G0407', 'E0507', 'C0402', 'E0506', 'G0405'],
    minutesAgo: 190,
    note: '树木倒伏压住人行道和一段架空线。',
    units: [
      { unit: 'parks', duty: 'fallen-tree' },
      { unit: 'power-company', duty: 'power-cut' },
    ],
    acts: [
      [3, 1, 'acknowledge'],
      [6, 0, 'acknowledge'],
      [29, 1, 'arrive'],
      [40, 0, 'arrive'],
      [64, 1, 'report', '已断电并复位线路，试送电正常。'],
      [88, 0, 'report', '倒伏树木已锯断清运，人行道恢复通行。'],
    ],
  },
  {
    name: 'sunken road',
    types: ['E0501', 'G0403', 'G0401', 'C0209'],
    minutesAgo: 400,
    note: '路面下陷约半米，先设围挡，再查管线。',
    units: [
      { unit: 'municipal', duty: 'road-damage' },
      { unit: 'water-company', duty: 'burst-main' },
      { unit: 'traffic-police', duty: 'traffic' },
    ],
    acts: [
      [2, 2, 'acknowledge'],
      [13, 0, 'acknowledge'],
      [18, 2, 'arrive'],
      [20, 1, 'withdraw', '经查与供水管道无关。'],
      [52, 0, 'arrive'],
      [75, 2, 'report', '已设围挡，改为单向放行。'],
      [140, 0, 'report', '回填夯实，临时恢复路面，明日做沥青面层。'],
    ],
  },
  {
    name: 'false alarm',
    types: ['G0601', 'G0101', 'G0104', 'B0502'],
    minutesAgo: 700,
    note: '居民反映楼上冒烟。',
    units: [{ unit: 'fire', duty: 'fire-rescue' }, town],
    acts: [
      [1, 0, 'acknowledge'],
      [7, null, null, '经核实为厨房油烟，险情解除。'],
    ],
  },
];
