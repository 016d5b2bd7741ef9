import type { ProblemKind } from './kind.ts';

export const supervisionProblems = {
  'supervision.matterOver': {
    status: 409,
    zh: '该事项已经结束，不能再督办。如需继续处理，请先重新立案。',
    en: 'This matter is over, so nothing can be demanded of anybody. Reopen it first if there is more to do.',
  },
  'supervision.cardEnded': {
    status: 409,
    zh: '该督办已经结束。请刷新后查看。',
    en: 'This card has ended already. Refresh to see how.',
  },
} as const satisfies Record<string, ProblemKind>;
