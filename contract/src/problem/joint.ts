import type { ProblemKind } from './kind.ts';

export const jointProblems = {
  'joint.matterOver': {
    status: 409,
    zh: '该事项已经结束，不能再呼叫单位。如需继续处理，请先重新立案。',
    en: 'This matter is over, so no unit can be called to it. Reopen it first if there is more to do.',
  },
  'joint.callOver': {
    status: 409,
    zh: '这次呼叫已经结束。请刷新后查看，需要时另行呼叫。',
    en: 'This call has ended already. Refresh to see how, and call anew where somebody is still needed.',
  },
  'joint.notNow': {
    status: 409,
    zh: '该单位的进展已有变化，此操作现在不能进行。请刷新后查看。',
    en: 'This unit has got on meanwhile, so that cannot be done now. Refresh to see how it stands.',
  },
  'joint.dutyUnknown': {
    status: 422,
    zh: '单位“{unit}”的联动职责中没有“{duty}”。请重新选择。',
    en: 'The duty list of {unit} has no {duty}. Choose again.',
  },
  'joint.calledAlready': {
    status: 409,
    zh: '单位“{unit}”已为同一职责被呼叫到该事项，尚未结束。',
    en: '{unit} is called to this matter for the same duty already and has not finished.',
  },
  'consultation.notNow': {
    status: 409,
    zh: '会商的状态已有变化，此操作现在不能进行。请刷新后查看。',
    en: 'This consultation has got on meanwhile, so that cannot be done now. Refresh to see how it stands.',
  },
  'consultation.noAgenda': {
    status: 409,
    zh: '议程上还没有事项。请先把要会商的事项列入议程。',
    en: 'There is nothing on the agenda. Put the matters to settle on it first.',
  },
  'consultation.onAgenda': {
    status: 409,
    zh: '事项 {code} 已在议程上。',
    en: 'The matter {code} is on the agenda already.',
  },
  'consultation.agendaChanged': {
    status: 409,
    zh: '议程已有变化，请刷新后再调整顺序。',
    en: 'The agenda changed meanwhile. Refresh, then put it in order again.',
  },
  'consultation.invitedAlready': {
    status: 409,
    zh: '单位“{unit}”已受邀请，或就是召集单位。',
    en: '{unit} is invited already, or convenes the consultation itself.',
  },
  'consultation.unitUnknown': {
    status: 422,
    zh: '城市中没有单位“{unit}”。请重新选择。',
    en: 'The city has no unit {unit}. Choose again.',
  },
  'consultation.matterUnknown': {
    status: 422,
    zh: '没有找到事项 {code}，或您无权查看。请核对编号。',
    en: 'No matter {code} is open to you. Check the code.',
  },
  'consultation.ordered': {
    status: 409,
    zh: '该决定已经生成工单。',
    en: 'This decision has become a work order already.',
  },
} as const satisfies Record<string, ProblemKind>;
