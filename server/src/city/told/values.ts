import { levelNames } from '@heliu/contract/city/route';
import { familyNames } from '@heliu/contract/city/route-check';
import type { Text } from '@heliu/contract/text';

type Values = Readonly<Record<string, Text>>;

const named = (lines: string): Values =>
  Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [value = '', zh = '', en = ''] = line.trim().split(' | ');
        return [value, { zh, en }];
      }),
  );

const clocks = named(`
  acceptance | 受理 | acceptance
  dispatch | 派遣 | dispatch
  signing | 签收 | signing for
  handling | 办理 | handling
  checking | 核查 | checking
  callBack | 回访 | call-back`);
const stages = named(`
  registered | 已登记 | registered
  preFilingCheck | 立案前核实 | pre-filing check
  accepted | 已受理 | accepted
  filed | 已立案 | filed
  awaitingRuling | 待裁定 | awaiting a ruling
  dispatched | 已派遣 | dispatched
  handling | 办理中 | in handling
  checking | 核查中 | being checked
  checked | 已核查 | checked
  closed | 已结案 | closed
  declined | 不予受理 | declined
  voided | 已作废 | voided
  merged | 已合并 | merged`);
const roles = named(`
  resident | 居民 | resident
  officer | 网格员 | grid officer
  operator | 受理员 | operator
  handler | 承办人 | handler
  verifier | 核查员 | verifier
  supervisor | 督办员 | supervisor
  leader | 领导 | leader
  administrator | 管理员 | administrator`);
const acts = named(`
  reclassify | 改类 | reclassify
  decline | 不予受理 | decline
  rule | 裁定派遣 | rule
  withdrawAssist | 撤回协办 | withdraw an assisting unit
  escalate | 上报 | escalate
  assignDown | 下派 | assign down
  returnBack | 退回 | return
  transfer | 转办 | transfer
  rework | 要求返工 | order rework
  reopen | 重办 | reopen
  requestExtension | 申请延期 | ask for an extension
  requestSuspension | 申请挂账 | ask for a suspension
  appealOverdue | 超期申诉 | appeal the overdue
  void | 作废 | void
  proposeForceClose | 申请强制结案 | propose a forced close
  merge | 合并 | merge
  undoMerge | 撤销合并 | undo the merge
  unsolvable | 无法解决 | cannot be solved`);
const unitKinds = named(`
  centre | 中心 | centre
  department | 部门 | department
  enterprise | 企业 | enterprise
  organisation | 组织 | organisation`);
const requestKinds = named(`
  inquiry | 咨询 | inquiry
  help | 求助 | request for help
  complaint | 投诉 | complaint
  report | 举报 | report
  suggestion | 建议 | suggestion
  praise | 表扬 | praise`);
const duties = named(`
  lead | 主办 | leading unit
  assist | 协办 | assisting units`);

/** Names of the values that a part may have, by the key of the part; `#` after it where its own keys are the values. */
const values: Readonly<Record<string, Values>> = {
  by: {
    ...roles,
    ...named(`
      organisation | 企业 | organisation
      system | 系统 | machine`),
  },
  level: {
    ...levelNames,
    ...named(`
      blue | 蓝牌 | blue
      yellow | 黄牌 | yellow
      red | 红牌 | red`),
  },
  levels: levelNames,
  centre: levelNames,
  kind: {
    ...unitKinds,
    ...requestKinds,
    ...named(`
      base | 基础网格 | base grid
      dedicated | 专属网格 | dedicated grid
      place | 区域 | place
      unit | 单位 | unit
      policy | 政策 | policy
      howTo | 办事指南 | how to
      hours | 办公时间 | hours
      contact | 联系方式 | contact`),
  },
  kinds: requestKinds,
  role: roles,
  family: familyNames,
  families: familyNames,
  duty: duties,
  clocks,
  'limits#': clocks,
  'pauses#': clocks,
  pauses: stages,
  'reasons#': acts,
  handlingClockFrom: named(`
    dispatch | 派遣时 | dispatch
    signature | 签收时 | signature`),
  occasion: named(`
    registered | 登记 | registered
    accepted | 受理 | accepted
    declined | 不予受理 | declined
    dispatched | 派遣 | dispatched
    returned | 退回 | returned
    extended | 延期 | extended
    suspended | 挂账 | suspended
    merged | 合并 | merged
    solved | 已解决 | solved
    partly | 部分解决 | partly solved
    unsolvable | 无法解决 | not solvable
    voided | 作废 | voided
    callBack | 回访 | call-back
    reopened | 重办 | reopened`),
  to: named(`
    reporter | 反映人 | reporters
    holder | 当前经办 | who has to act next
    asker | 申请人 | who asked for it
    former | 原经办 | who had to act before
    recipients | 督办对象 | those a card is for
    followers | 关注人 | followers
    supervisors | 督办员 | supervisors
    representatives | 企业代表 | representatives`),
  'words#': named(`
    preFilingCheck | 立案前核实 | pre-filing check
    postHandlingCheck | 办结后核查 | post-handling check
    district | 区 | district
    township | 镇街 | town
    community | 村（社区） | community
    grid | 网格 | grid
    officer | 网格员 | officer
    centre | 中心 | centre
    matter | 事项 | matter
    hotline | 热线 | hotline`),
  when: named(`
    due | 到期时 | as it falls due`),
  at: { ...levelNames, unit: { zh: '承办单位', en: 'unit' }, centre: { zh: '中心', en: 'centre' } },
  onCall: named(`
    always | 全天 | round the clock`),
  of: named(`
    grids | 网格 | grids
    landmarks | 地标 | landmarks
    premises | 出租房屋 | rental premises`),
  per: named(`
    day | 天 | day
    week | 周 | week
    month | 月 | month`),
  answer: named(`
    yes_no | 是否 | yes or no
    choice | 选择 | choice
    text | 文字 | text`),
  finding: named(`
    yes | 是 | yes
    no | 否 | no`),
  ended: named(`
    undone | 已撤销 | undone
    contained | 城市包已含 | in the pack
    dropped | 已放弃 | given up`),
};

export const findValue = (key: string, value: string): Text | undefined => values[key]?.[value];
