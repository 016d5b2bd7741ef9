import type { ProblemKind } from './kind.ts';

export const mailProblems = {
  'mail.handled': {
    status: 409,
    zh: '这封来信已有人处理。请刷新列表查看结果。',
    en: 'Somebody has dealt with this mail already. Look at the list again for what came of it.',
  },
} as const satisfies Record<string, ProblemKind>;
