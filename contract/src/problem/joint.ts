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
  'consultation.matterOver': {
    status: 409,
    zh: '事项 {code} 已经结束，不能列入议程。如需继续处理，请先重新立案。',
    en: 'The matter {code} is over, so it cannot be put on the agenda. Reopen it first if there is more to do.',
  },
  'consultation.matterMerged': {
    status: 409,
    zh: '事项 {code} 已并入另一事项。请将并入后的事项列入议程。',
    en: 'The matter {code} was merged into another. Put that one on the agenda.',
  },
  'consultation.ordered': {
    status: 409,
    zh: '该决定已经生成工单。',
    en: 'This decision has become a work order already.',
  },
  'inspection.notNow': {
    status: 409,
    zh: '联合检查的状态已有变化，此操作现在不能进行。请刷新后查看。',
    en: 'This inspection has got on meanwhile, so that cannot be done now. Refresh to see how it stands.',
  },
  'inspection.noPlaces': {
    status: 409,
    zh: '还没有要检查的地点。请先添加地点，再开始检查。',
    en: 'There is no place to inspect. Add the places first, then begin.',
  },
  'inspection.placesOpen': {
    status: 409,
    zh: '还有地点没有检查。请检查或注明原因跳过后，再结束联合检查。',
    en: 'Some places are still to be inspected. Inspect or skip each of them, then close.',
  },
  'inspection.findingsOpen': {
    status: 409,
    zh: '还有问题没有处理。请逐一立为事项，或注明为何不需立案，再结束联合检查。',
    en: 'Some findings are still open. Make each a matter or say why it needs none, then close.',
  },
  'inspection.inspectedAlready': {
    status: 409,
    zh: '已有地点检查过，不能取消。请跳过其余地点后结束联合检查。',
    en: 'A place was inspected already, so this cannot be cancelled. Skip the other places and close it.',
  },
  'inspection.reportUsed': {
    status: 409,
    zh: '该单位在此地点发现的问题已有处理，检查记录不能再改。',
    en: 'Something has come of what this unit found here, so its report can be changed no more.',
  },
  'inspection.placeUnknown': {
    status: 422,
    zh: '没有找到地点“{place}”，或它不在召集单位的辖区内。请重新选择。',
    en: 'There is no place {place} in the area of the convening centre. Choose again.',
  },
  'inspection.placeTwice': {
    status: 409,
    zh: '地点“{place}”已在检查名单上。',
    en: 'The place {place} is on the inspection already.',
  },
  'inspection.checklistUnknown': {
    status: 422,
    zh: '城市中没有检查清单“{checklist}”。请重新选择。',
    en: 'The city has no checklist {checklist}. Choose again.',
  },
  'inspection.leadUnknown': {
    status: 422,
    zh: '牵头单位须是召集单位或受邀请的单位。请重新选择。',
    en: 'The lead is the convening centre or an invited unit. Choose again.',
  },
  'inspection.typeGone': {
    status: 409,
    zh: '城市不再有事项类型“{type}”，不能直接立为事项。请在“登记事项”中选择现行类型登记，再将此问题注明为无需立案。',
    en: 'The city has no type {type} any more, so this cannot become a matter from here. Register it by hand with a type in force, then settle the finding.',
  },
  'inspection.answersAmiss': {
    status: 422,
    zh: '以下检查项没有回答，或回答不在选项中：{items}。',
    en: 'These questions have no answer, or none of the choices: {items}.',
  },
} as const satisfies Record<string, ProblemKind>;
