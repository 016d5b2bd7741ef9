import type { ProblemKind } from './kind.ts';

export const hotlineProblems = {
  'hotline.entryUnknown': {
    status: 422,
    zh: '知识条目“{entry}”不存在或今天不在有效期内。请重新检索。',
    en: 'There is no answer {entry}, or it does not hold today. Search again.',
  },
} as const satisfies Record<string, ProblemKind>;
