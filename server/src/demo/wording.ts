import type { MatterType } from '@heliu/contract/city/matter-type';
import type { Random } from './random.ts';

const where = [
  '小区门口',
  '菜市场旁',
  '公交站附近',
  '学校围墙外',
  '河边步道',
  '主干道路口',
  '居民楼下',
  '村委会旁',
  '广场一侧',
  '桥头',
  '停车场内',
  '背街小巷',
];
const since = ['今天早上发现', '已经两三天了', '昨晚开始', '持续一周左右', '刚刚发现', '近一个月反复出现'];
const effect = [
  '影响大家出行',
  '附近居民意见较大',
  '有安全隐患',
  '希望尽快处理',
  '请派人来看一下',
  '老人小孩经过不方便',
];
const progress = [
  '已联系现场，安排人员前往。',
  '现场已核实，正在组织处理。',
  '材料已到位，预计今天完成。',
  '已与反映人沟通，说明处理安排。',
];
const done = [
  '现场已处理完毕，恢复正常。',
  '问题已整改，现场清理干净。',
  '已处理到位，并安排巡查防止反复。',
  '已修复并验收。',
];
const partly = ['主要问题已处理，剩余部分列入下月计划。', '已先行消除隐患，彻底整治需另行立项。'];
const unsolvable = ['经核查不属于本区职权范围，已告知反映渠道。', '现行政策不支持该诉求，已向反映人解释。'];

/** Words of the demo's reporters and staff. Invented; no person stands behind them. */
export const wording = {
  /** A spot of a community, as its neighbours call it: not by the name of its committee. */
  spot: (community: string, random: Random): string =>
    `${community.replace(/(社区)?(居民|村民)委员会$/, '$1')}${random.pick(where)}`,
  title: (type: MatterType, spot: string): string => `${spot}：${type.name.zh}`.slice(0, 60),
  description: (type: MatterType, spot: string, random: Random): string =>
    `${spot}，${type.name.zh}，${random.pick(since)}，${random.pick(effect)}。`,
  address: (spot: string, random: Random): string => `${spot}${1 + random.below(180)}号`,
  progress: (random: Random): string => random.pick(progress),
  result: (outcome: 'solved' | 'partly' | 'unsolvable', random: Random): string =>
    random.pick(outcome === 'solved' ? done : outcome === 'partly' ? partly : unsolvable),
  accepted: '您反映的事项已受理，我们会按时限办理。',
  declined: '经审查，该事项不属于受理范围，理由已说明，您可以拨打热线咨询。',
  voided: '该事项系误录或反映人已撤回，作废处理。',
  closedByForce: '经两级审核，该事项无法继续办理，予以结案，理由已说明。',
  goOn: '仍具备办理条件，请继续办理。',
  appealRejected: '延误原因不属于免责情形，不予认可。',
  ruled: '经现场会商，明确由该单位牵头办理，不再退回。',
  notExtended: '现有时限内可以办结，请抓紧办理。',
  letGo: '协办事项已由牵头单位一并办理。',
  called: (random: Random): string =>
    random.pick(['反映人表示认可。', '电话回访，反映人对结果基本满意。', '反映人希望以后加强巡查。']),
};
