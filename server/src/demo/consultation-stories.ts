import type { OrderRole } from '@heliu/contract/joint/consultation-views';

export interface DecisionStory {
  /** Minutes after it began. */
  readonly after: number;
  readonly words: string;
  /** Becomes a work order where the matter still takes one. */
  readonly order?: { readonly role: OrderRole; readonly unit: string };
}

export interface ItemStory {
  /** Types of matters that it fits. */
  readonly types: readonly string[];
  readonly question: string;
  /** Minutes after it began, and what was said. */
  readonly minutes?: readonly [number, string];
  readonly decisions?: readonly DecisionStory[];
  /** Minutes after it was closed. */
  readonly correction?: readonly [number, string];
}

export interface ConsultationStory {
  readonly name: string;
  /** `town` stands for the first town's centre, `district` for the district's. */
  readonly host: string;
  readonly title: string;
  readonly reason: string;
  readonly place: string;
  /** Hours from the end of the demo's story, negative where it has begun; or days, at a time of the city's clocks. */
  readonly starts: { readonly inHours: number } | { readonly inDays: number; readonly at: number };
  readonly proposedHoursBefore: number;
  readonly invitations: readonly {
    readonly unit: string;
    /** Who comes, or why nobody does; not yet answered where there is neither. */
    readonly comes?: string;
    readonly declines?: string;
  }[];
  readonly items: readonly ItemStory[];
  readonly held?: true;
  /** Minutes after it began. */
  readonly closedAfter?: number;
  readonly cancelled?: string;
}

/** Consultations as the story of the demo ends, in each of their states. */
export const consultationStories: readonly ConsultationStory[] = [
  {
    name: 'sunken road',
    host: 'town',
    title: '路面反复破损与积水责任会商',
    reason: '同一路段三个月内多次报修，市政与排水对成因看法不一，需要当面认定由谁牵头。',
    place: '街道综治中心 301 会议室',
    starts: { inHours: -27 },
    proposedHoursBefore: 70,
    invitations: [
      { unit: 'municipal', comes: '设施科科长、养护班长' },
      { unit: 'drainage', comes: '管网科工程师' },
      { unit: 'traffic-police', declines: '当日有重大活动保障，意见已书面送达。' },
    ],
    items: [
      {
        types: ['G0403', 'C0209', 'E0501', 'E0306', 'G0401'],
        question: '破损由管道渗漏还是车辆碾压引起？由谁牵头修复？',
        minutes: [
          18,
          '排水中心通报管道内窥检测结果：一处接口脱节，长期渗水带走路基。市政中心认可，并说明单做面层三周即坏。\n社区反映夜间重车绕行，要求修复期间限行。',
        ],
        decisions: [
          {
            after: 24,
            words: '排水中心先修复脱节接口，完成后通知市政中心恢复路面。',
            order: { role: 'assist', unit: 'drainage' },
          },
          { after: 31, words: '修复期间由社区在两端设置绕行提示，不另派单。' },
        ],
        correction: [120, '纪要中“三周”应为“三个月”，系记录笔误。'],
      },
      {
        types: ['E0504', 'G0307', 'C0103', 'C0104', 'C0102'],
        question: '雨后积水点是否与上述管段同因，能否一并处置？',
        minutes: [42, '经核对管网图，两处属不同管段，积水系雨水箅子堵塞。'],
        decisions: [{ after: 47, words: '不合并处置；由现承办单位按期清掏，下次降雨后复查。' }],
      },
    ],
    held: true,
    closedAfter: 55,
  },
  {
    name: 'night market',
    host: 'town',
    title: '夜市噪声与占道经营联合整治会商',
    reason: '周边居民连续投诉，城管、公安、市场监管的职责有交叉，需要定出分工和时段。',
    place: '街道综治中心 201 会议室',
    starts: { inHours: -0.6 },
    proposedHoursBefore: 48,
    invitations: [
      { unit: 'urban', comes: '执法二中队队长' },
      { unit: 'police', comes: '治安支队民警两名' },
      { unit: 'market', comes: '食品科副科长' },
      { unit: 'ecology' },
    ],
    items: [
      {
        types: ['G0304', 'E0402', 'E0401', 'E0106'],
        question: '固定摊位与流动摊贩分别由谁管？晚间由谁值守？',
        minutes: [
          14,
          '城管：店外经营归中队，流动摊贩须多部门同时到场才有效。\n公安：可派警力维持秩序，不单独执法。',
        ],
        decisions: [
          {
            after: 20,
            words: '公安每晚八点至十一点派两人配合城管值守，为期两周。',
            order: { role: 'assist', unit: 'police' },
          },
        ],
      },
      {
        types: ['G0208', 'E0301', 'G0606'],
        question: '噪声以什么标准认定，由谁检测？',
      },
      { types: ['G0602', 'G0607', 'G0603'], question: '小餐饮证照不全的，是先整改还是先停业？' },
    ],
    held: true,
  },
  {
    name: 'wages',
    host: 'district',
    title: '项目欠薪纠纷会商',
    reason: '多名工人在不同街镇分别反映同一项目欠薪，需要统一口径、一次解决。',
    place: '区综治中心联合接访室',
    starts: { inDays: 1, at: 10 },
    proposedHoursBefore: 60,
    invitations: [
      { unit: 'town' },
      { unit: 'labour', comes: '劳动监察大队大队长' },
      { unit: 'housing', comes: '建管科科长' },
      { unit: 'court', declines: '当日开庭，建议先行调解，需要时另约。' },
    ],
    items: [
      { types: ['G0204', 'B0402'], question: '欠薪主体如何认定，工资专户能否先行垫付？' },
      { types: ['B0201', 'G0207', 'G0203'], question: '后续信访由哪一家归口答复？' },
    ],
  },
  {
    name: 'trees and wires',
    host: 'town',
    title: '行道树与架空线安全会商',
    reason: '大风季节前需要明确修枝与迁线的先后和费用。',
    place: '街道综治中心 301 会议室',
    starts: { inDays: 3, at: 9.5 },
    proposedHoursBefore: 100,
    invitations: [{ unit: 'parks', comes: '养护科技术员' }, { unit: 'municipal' }, { unit: 'lighting' }],
    items: [
      { types: ['G0407', 'C0402', 'E0507', 'E0506', 'E0108'], question: '先修枝还是先迁线？由谁出车？' },
    ],
  },
  {
    name: 'fire lane',
    host: 'fire',
    title: '老旧小区消防通道整治会商',
    reason: '通道被占反复出现，需要街道、物业主管部门一起定出长效办法。',
    place: '区消防救援大队一楼会议室',
    starts: { inDays: 2, at: 14.5 },
    proposedHoursBefore: 90,
    invitations: [{ unit: 'town' }, { unit: 'housing' }, { unit: 'traffic-police', comes: '秩序科民警' }],
    items: [],
  },
  {
    name: 'parks fitness',
    host: 'town',
    title: '公园健身器材更新会商',
    reason: '器材损坏较多，拟与园林中心商定更换清单。',
    place: '街道综治中心 201 会议室',
    starts: { inDays: -2, at: 15 },
    proposedHoursBefore: 90,
    invitations: [{ unit: 'parks', comes: '设施管理员' }],
    items: [{ types: ['G0406', 'C0112', 'C0405'], question: '维修还是更换，经费由谁承担？' }],
    cancelled: '园林中心已列入本月更换计划，无须再会商。',
  },
];
