import type { Text } from '../text.ts';

/** Why a command is refused, and what to do instead. `{name}` is filled from params. */
export const refusals = {
  'matter.unknown': {
    zh: '该事项尚未登记。请先登记，再办理后续步骤。',
    en: 'This matter is not registered yet. Register it first.',
  },
  'matter.exists': {
    zh: '该编号已登记过。请直接打开原事项办理。',
    en: 'A matter with this code is registered already. Open it and go on there.',
  },
  'matter.suspended': {
    zh: '事项已挂账，期间不能办理此操作。到期自动恢复；如需提前，请先“恢复办理”。',
    en: 'The matter is suspended, so this has to wait. It resumes by itself at the end; to go on now, resume it first.',
  },
  'stage.registered': {
    zh: '事项刚登记，还不能进行此操作。请先受理，或送核实、不予受理。',
    en: 'The matter is only registered. Accept it, have it checked, or decline it first.',
  },
  'stage.preFilingCheck': {
    zh: '事项正在立案前核实。请等核实结果录入后再办理。',
    en: 'A pre-filing check is under way. Record its result first.',
  },
  'stage.accepted': {
    zh: '事项已受理，还不能进行此操作。请先立案、派遣。',
    en: 'The matter is accepted. File and dispatch it first.',
  },
  'stage.filed': {
    zh: '事项已立案、待派遣，不能进行此操作。请先派遣主办单位。',
    en: 'The matter is filed and waits for dispatch. Dispatch it to a lead unit first.',
  },
  'stage.awaitingRuling': {
    zh: '事项多次退回，正等待裁定。请先裁定承办单位。',
    en: 'The matter was returned too often and waits for a ruling. Rule which unit handles it first.',
  },
  'stage.dispatched': {
    zh: '事项已派遣、主办单位尚未签收，不能进行此操作。请等单位签收或退回。',
    en: 'The matter is dispatched and not signed for yet. Wait until the lead unit signs for it or returns it.',
  },
  'stage.handling': {
    zh: '事项正在处置，不能进行此操作。请等主办、协办单位全部反馈。',
    en: 'The matter is being handled. Wait until the lead and every assisting unit have fed back.',
  },
  'stage.checking': {
    zh: '事项正在处置后核查，不能进行此操作。请先录入核查结果，或要求返工。',
    en: 'The result is being checked. Record the check, or order rework, first.',
  },
  'stage.checked': {
    zh: '核查已完成，不能进行此操作。请结案或要求返工。',
    en: 'The check is done. Close the matter or order rework.',
  },
  'stage.closed': {
    zh: '事项已结案，不能进行此操作。如问题仍在，请重办。',
    en: 'The matter is closed. If the problem is still there, reopen it.',
  },
  'stage.declined': {
    zh: '事项未予受理，不能进行此操作。如理由有误，请重办。',
    en: 'The matter was declined. If the reason was wrong, reopen it.',
  },
  'stage.voided': {
    zh: '事项已作废，不能再办理。如确有问题，请重新登记。',
    en: 'The matter is void and cannot go on. If there is a real problem, register it anew.',
  },
  'stage.merged': {
    zh: '事项已并入另一事项。请到主事项办理；并错了请先撤销合并。',
    en: 'The matter was merged into another. Act on that one, or undo the merge first.',
  },
  'person.staff': {
    zh: '此操作由工作人员办理。您可以补充留言，我们会看到。',
    en: 'This step is for the staff. You can add a comment; we will see it.',
  },
  'person.needed': {
    zh: '此操作须由实名的工作人员办理，不能由系统自动完成。',
    en: 'This needs a named member of the staff; the system cannot do it. Ask a colleague to sign in and do it.',
  },
  'person.second': {
    zh: '此操作须由另一人办理：不能审批自己提出的申请或经办的事项。请交由同事办理。',
    en: 'A second person has to do this: nobody decides on their own request. Ask a colleague.',
  },
  'person.handler': {
    zh: '经办过该事项的人不能核查、回访或审定它。请交由未经办的同事办理。',
    en: 'Whoever handled the matter cannot check, call back or decide on it. Ask a colleague who did not.',
  },
  'reporter.only': {
    zh: '只有反映人可以评价。请由反映人用回执编号办理。',
    en: 'Only those who reported the matter can rate it. They can do so with the code on their receipt.',
  },
  'reporter.rated': {
    zh: '您已评价过本次办理结果。如仍不满意，可以申请重办。',
    en: 'You have rated this result already. If you are not content, you can ask to reopen it.',
  },
  'reply.needed': {
    zh: '须告知反映人。请填写答复内容。',
    en: 'The reporter must be told. Write a reply.',
  },
  'reason.unsolvable': {
    zh: '选择“无法解决”须说明原因。请选择原因。',
    en: 'A matter that cannot be solved needs the reason why. Choose one.',
  },
  'reason.rejection': {
    zh: '不同意须说明理由。请填写说明。',
    en: 'A rejection takes a reason. Write it in the note.',
  },
  'evidence.needed': {
    zh: '该类事项须附处置凭证。请至少上传一张照片或一份材料。',
    en: 'This kind of matter needs evidence. Attach at least one photo or document.',
  },
  'type.same': {
    zh: '事项已是该类别。请选择另一类别，或不作更改。',
    en: 'The matter has this type already. Choose another, or leave it.',
  },
  'preFiling.needed': {
    zh: '该类事项须先核实。请先送立案前核实。',
    en: 'This type needs a pre-filing check. Send it for the check first.',
  },
  'preFiling.notFound': {
    zh: '核实结果为问题不存在，不能受理。请不予受理，或再次送核实。',
    en: 'The check did not find the problem. Decline the matter, or have it checked again.',
  },
  'filing.needed': {
    zh: '该类事项立案后才能派遣。请先立案。',
    en: 'This type is dispatched only once filed. File it first.',
  },
  'filing.conditionNeeded': {
    zh: '事项已立案，改类须同时选择新类别的立案条件。',
    en: 'The matter is filed: choose a filing condition of the new type as well.',
  },
  'ruling.needed': {
    zh: '该单位退回次数已满，须裁定后才能再派。请改派其他单位，或提请裁定。',
    en: 'This unit has returned the order too often. Send it to another unit, or have it ruled.',
  },
  'ruling.notDue': {
    zh: '现在无须裁定。请直接派遣；单位多次退回后再裁定。',
    en: 'No ruling is due. Dispatch it; a ruling follows once units have returned it too often.',
  },
  'ruling.final': {
    zh: '该工单由裁定指定，不能退回或转办。如裁定有误，请提请重新裁定。',
    en: 'This order was given by a ruling and cannot be returned or passed on. If the ruling is wrong, ask for a new one.',
  },
  'order.none': {
    zh: '事项还没有工单。请先派遣承办单位。',
    en: 'There is no work order yet. Dispatch the matter first.',
  },
  'order.unknown': {
    zh: '没有第 {no} 号工单。请刷新后重试。',
    en: 'There is no work order {no}. Refresh and choose one that exists.',
  },
  'order.notWaiting': {
    zh: '该工单不在待签收状态。请刷新查看最新状态。',
    en: 'This order does not wait for a signature. Refresh to see where it stands.',
  },
  'order.notSigned': {
    zh: '该工单尚未签收。请先签收。',
    en: 'This order is not signed for. Sign for it first.',
  },
  'order.notOpen': {
    zh: '该工单已反馈、退回或撤回，不能再进行此操作。请刷新查看最新状态。',
    en: 'This order was fed back, returned or withdrawn. Refresh to see where it stands.',
  },
  'order.unitTwice': {
    zh: '该单位已有在办工单。请选择另一单位，或先撤回原工单。',
    en: 'This unit has an open order on the matter already. Choose another unit, or withdraw that order first.',
  },
  'order.assistsFull': {
    zh: '协办单位已达上限 {max} 个。请先撤回一个。',
    en: 'There are {max} assisting units already, the most allowed. Withdraw one first.',
  },
  'order.lead': {
    zh: '主办工单不能撤回。请由主办单位退回，或转办。',
    en: 'The lead order cannot be withdrawn. Let the unit return it, or transfer it.',
  },
  'order.notFedBack': {
    zh: '第 {no} 号工单没有可返工的反馈。请只选择已反馈的工单。',
    en: 'Work order {no} has no feedback to redo. Choose orders that have fed back.',
  },
  'return.late': {
    zh: '已过退回期限。如不属本单位职责，请申请转办或提请裁定。',
    en: 'The time for returning is over. If it is not your duty, ask the centre to transfer it.',
  },
  'transfer.used': {
    zh: '转办次数已满（{max} 次）。请退回中心，由中心改派或裁定。',
    en: 'It was transferred {max} times, the most allowed. Return it to the centre.',
  },
  'custody.same': {
    zh: '已在该单位。请选择另一单位。',
    en: 'That unit has it already. Choose another.',
  },
  'custody.notAbove': {
    zh: '该单位不是现中心的上级中心。提级请选择上级中心；下交请用“交办”。',
    en: 'That is no centre above the present one. Escalate to a centre above, or assign down to one below.',
  },
  'custody.notBelow': {
    zh: '该单位不是现中心的下级中心。交办请选择下级中心；上报请用“提级”。',
    en: 'That is no centre below the present one. Assign down to a centre below, or escalate to one above.',
  },
  'holder.withUnit': {
    zh: '事项在承办单位手中。请在工单上指定经办人。',
    en: 'The matter is with a unit. Name the person on its work order.',
  },
  'holder.same': {
    zh: '经办人没有变化。请选择另一人，或不作更改。',
    en: 'That is who has it now. Choose somebody else, or leave it.',
  },
  'holder.notHolding': {
    zh: '此人手中没有该事项，无须交回。',
    en: 'This person has nothing of the matter in hand. Nothing needs to be handed back.',
  },
  'extension.pending': {
    zh: '已有延期申请待审批。请等审批结果。',
    en: 'An extension has been asked for already. Wait for the decision.',
  },
  'extension.none': {
    zh: '没有待审批的延期申请。请刷新查看最新状态。',
    en: 'No extension waits for a decision. Refresh to see where it stands.',
  },
  'extension.used': {
    zh: '延期次数已满（{max} 次）。请尽快办结，或申请挂账。',
    en: 'It was extended {max} times, the most allowed. Finish it, or ask for a suspension.',
  },
  'extension.overdue': {
    zh: '已超期，不能再延期。请尽快办结；如有客观原因，结案后可申诉。',
    en: 'It is overdue and cannot be extended. Finish it; after closing you can appeal if there was good cause.',
  },
  'extension.noClock': {
    zh: '该工单没有可延长的时限。请核对是否已暂停、无时限，或时限来自原系统。',
    en: 'This order has no limit to extend: it stands still, has none, or came with the source system’s target.',
  },
  'extension.tooLong': {
    zh: '延长不能超过该工单的原时限，计时单位也须相同。请改短。',
    en: 'An extension is at most the order’s own limit, in the same unit. Ask for less.',
  },
  'suspension.pending': {
    zh: '已有挂账申请待审批。请等审批结果。',
    en: 'A suspension has been asked for already. Wait for the decision.',
  },
  'suspension.none': {
    zh: '没有待审批的挂账申请。请刷新查看最新状态。',
    en: 'No suspension waits for a decision. Refresh to see where it stands.',
  },
  'suspension.used': {
    zh: '挂账次数已满（{max} 次）。请继续办理或申请延期。',
    en: 'It was suspended {max} times, the most allowed. Go on, or ask for an extension.',
  },
  'suspension.past': {
    zh: '挂账截止时间须晚于现在。请改选日期，或驳回后重新申请。',
    en: 'A suspension must end in the future. Choose another date, or reject it and ask anew.',
  },
  'suspension.tooLong': {
    zh: '挂账最长 {days} 天。请改短。',
    en: 'A suspension lasts {days} days at most. Choose an earlier end.',
  },
  'suspension.notActive': {
    zh: '事项没有挂账，无须恢复。请直接办理。',
    en: 'The matter is not suspended. Go on with it.',
  },
  'suspension.notOver': {
    zh: '挂账尚未到期，系统不会提前恢复。如需提前，请由工作人员恢复。',
    en: 'The suspension is not over, so the system does not end it. Staff can resume it early.',
  },
  'appeal.notOverdue': {
    zh: '该工单没有超期，无须申诉。',
    en: 'This order was not overdue. There is nothing to appeal.',
  },
  'appeal.done': {
    zh: '该工单已申诉过，只能申诉一次。请查看审核结果。',
    en: 'This order was appealed once, which is all. See what the reviewers decided.',
  },
  'appeal.otherUnit': {
    zh: '只有超期单位本身可以申诉。请由该单位提出。',
    en: 'Only the unit that was overdue can appeal. Let that unit do it.',
  },
  'appeal.ownUnit': {
    zh: '申诉单位的人员不能审核本单位的申诉。请由其他单位的人员审核。',
    en: 'Nobody reviews an appeal of their own unit. Ask somebody outside it.',
  },
  'appeal.none': {
    zh: '没有待审核的申诉。请刷新查看最新状态。',
    en: 'No appeal waits for a review. Refresh to see where it stands.',
  },
  'void.secondPerson': {
    zh: '事项已派遣，作废须两人办理。请提出作废申请，由另一人审定。',
    en: 'The matter has been dispatched, so voiding takes two people. Propose it, and let somebody else decide.',
  },
  'void.pending': {
    zh: '已有作废申请待审定。请等另一人审定。',
    en: 'Voiding has been proposed already. Wait for the second person.',
  },
  'void.none': {
    zh: '没有待审定的作废申请。请先提出申请。',
    en: 'Nobody has proposed to void it. Propose it first.',
  },
  'forceClose.pending': {
    zh: '已有强制结案申请待审定。请等另一人审定。',
    en: 'A forced close has been proposed already. Wait for the second person.',
  },
  'forceClose.none': {
    zh: '没有待审定的强制结案申请。请先提出申请。',
    en: 'Nobody has proposed a forced close. Propose it first.',
  },
  'merge.self': {
    zh: '不能并入自身。请选择另一事项。',
    en: 'A matter cannot be merged into itself. Choose another.',
  },
  'merge.unknown': {
    zh: '没有找到要并入的事项。请核对编号。',
    en: 'The matter to merge into was not found. Check its code.',
  },
  'merge.ended': {
    zh: '要并入的事项已办结。请选择在办事项，或先重办那一件。',
    en: 'The matter to merge into has ended. Choose an open one, or reopen it first.',
  },
  'merge.chain': {
    zh: '主事项又并入了另一事项。请先撤销那一次合并。',
    en: 'The main matter was itself merged into another. Undo that merge first.',
  },
  'onSpot.notAllowed': {
    zh: '该类事项不能当场办结。请按正常流程办理。',
    en: 'This type cannot be settled on the spot. Take it the regular way.',
  },
  'onSpot.dispatched': {
    zh: '事项已派遣过单位，不能当场办结。请由单位反馈、核查后结案。',
    en: 'The matter has been with a unit, so it is not settled on the spot. Let the unit feed back and have it checked.',
  },
  'onSpot.again': {
    zh: '重办的事项不能再当场办结。请按正常流程办理。',
    en: 'A reopened matter is not settled on the spot again. Take it the regular way.',
  },
  'spotCheck.none': {
    zh: '该事项没有待抽查。请刷新查看最新状态。',
    en: 'No spot check is due here. Refresh to see where it stands.',
  },
  'check.failed': {
    zh: '核查未通过，不能结案。请要求返工；确需结案，请走强制结案。',
    en: 'The check failed, so it cannot be closed. Order rework, or propose a forced close.',
  },
  'check.passed': {
    zh: '核查通过时不能同时要求返工。请改选“未通过”，或去掉返工。',
    en: 'A passed check orders no rework. Record it as failed, or leave the rework out.',
  },
  'callBack.notDue': {
    zh: '该事项无须回访，或已回访。请刷新查看最新状态。',
    en: 'No call-back is due, or it is done. Refresh to see where it stands.',
  },
  'callBack.verdict': {
    zh: '已联系上反映人，请填写其对解决情况的说法。',
    en: 'The reporter was reached: record whether they call it solved.',
  },
  'reopen.used': {
    zh: '重办次数已满（{max} 次）。请就现存问题重新登记一件。',
    en: 'It was reopened {max} times, the most allowed. Register what remains as a new matter.',
  },
  'reopen.late': {
    zh: '结案或不予受理已超过 {days} 天，不能重办。请重新登记。',
    en: 'It was closed or declined more than {days} days ago. Register it anew.',
  },
  'reopen.noUnit': {
    zh: '没有单位办理过该事项。请重办到派遣环节。',
    en: 'No unit has handled this matter. Reopen it to dispatching.',
  },
  'relocate.nothing': {
    zh: '该事项已在这一网格，无须调整。',
    en: 'The matter stands on this grid already. Nothing needs moving.',
  },
  'recompute.nothing': {
    zh: '日历没有改变该事项的到期时间，无须重算。',
    en: 'The calendar changes no due time of this matter. Nothing needs computing.',
  },
} as const satisfies Record<string, Text>;

export type RefusalCode = keyof typeof refusals;
