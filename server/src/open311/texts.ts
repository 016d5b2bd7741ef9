import type { Outcome, Stage } from '@heliu/contract/matter/model';
import type { PublicProgress } from '@heliu/contract/matter/track';
import type { Text } from '@heliu/contract/text';

export const stageTexts: Readonly<Record<Stage, Text>> = {
  registered: { zh: '已登记', en: 'Registered' },
  preFilingCheck: { zh: '立案前核实', en: 'Checked before filing' },
  accepted: { zh: '已受理', en: 'Accepted' },
  filed: { zh: '已立案', en: 'Filed' },
  awaitingRuling: { zh: '确定承办单位中', en: 'The responsible unit is being decided' },
  dispatched: { zh: '已派遣', en: 'Sent to the responsible unit' },
  handling: { zh: '办理中', en: 'Being handled' },
  checking: { zh: '核查中', en: 'The result is being checked' },
  checked: { zh: '已核查', en: 'The result was checked' },
  closed: { zh: '已结案', en: 'Closed' },
  declined: { zh: '不予受理', en: 'Declined' },
  voided: { zh: '已作废', en: 'Void' },
  merged: { zh: '已并入同一问题的另一事项', en: 'Merged with another request about the same problem' },
};

export const outcomeTexts: Readonly<Record<Outcome, Text>> = {
  solved: { zh: '已结案，问题已解决', en: 'Closed, solved' },
  partly: { zh: '已结案，问题部分解决', en: 'Closed, solved in part' },
  unsolvable: { zh: '已结案，现阶段无法解决', en: 'Closed, cannot be solved at present' },
};

export const stepTexts: Readonly<Record<PublicProgress['steps'][number]['step'], Text>> = {
  registered: { zh: '已登记', en: 'Registered' },
  accepted: { zh: '已受理', en: 'Accepted' },
  declined: { zh: '不予受理', en: 'Declined' },
  dispatched: { zh: '已派遣', en: 'Sent to the responsible unit' },
  handling: { zh: '开始办理', en: 'Work began' },
  fedBack: { zh: '已反馈办理结果', en: 'The unit reported a result' },
  checked: { zh: '已核查', en: 'The result was checked' },
  closed: { zh: '已结案', en: 'Closed' },
  reopened: { zh: '重新办理', en: 'Taken up again' },
  suspended: { zh: '暂缓办理', en: 'Suspended' },
  resumed: { zh: '恢复办理', en: 'Resumed' },
  extended: { zh: '办理期限已延长', en: 'The limit was extended' },
  merged: { zh: '已并入同一问题的另一事项', en: 'Merged with another request about the same problem' },
  parted: { zh: '恢复单独办理', en: 'Handled on its own again' },
  voided: { zh: '已作废', en: 'Void' },
};
