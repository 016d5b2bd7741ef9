import type { ProblemKind } from './kind.ts';

export const supportProblems = {
  'support.outside': {
    status: 422,
    zh: '网格“{grid}”不存在，或不在您负责的范围内。请改选自己范围内的网格。',
    en: 'There is no grid {grid}, or it is not among your places. Choose a grid of yours.',
  },
  'support.kindUnknown': {
    status: 422,
    zh: '城市数据包中没有“{kind}”这项服务。请从列表中选择。',
    en: 'The city offers no support of kind {kind}. Choose one of the list.',
  },
  'support.officerUnfit': {
    status: 422,
    zh: '所选人员中有人不是这个网格的网格员。请重新选择。',
    en: 'Somebody chosen is no officer of this grid. Choose officers of the grid.',
  },
  'support.tooLong': {
    status: 422,
    zh: '一次同意最长 {days} 天，签署日期不能晚于今天。请改短，到期前再次征得同意。',
    en: 'One consent holds for {days} days at most and is not given ahead. Shorten it, and ask again before it ends.',
  },
  'support.gone': {
    status: 422,
    zh: '这项走访已到期、已撤回同意，或不再由您负责。请放弃这条记录。',
    en: 'The consent has ended or was withdrawn, or the visits are no longer yours. Discard this record.',
  },
  'support.visitTooOld': {
    status: 422,
    zh: '这次走访是 {days} 天以前的，不再计入。请放弃这条记录。',
    en: 'This visit is more than {days} days old and counts no more. Discard it.',
  },
} as const satisfies Record<string, ProblemKind>;
