import type { ProblemKind } from './kind.ts';

export const signProblems = {
  'sign.unknown': {
    status: 404,
    zh: '没有编号为“{code}”的地点。标牌可能已经过期，您仍可以直接上报，自己选择地点。',
    en: 'There is no place with the code {code}. The sign may be out of date; you can still report and choose the place yourself.',
  },
  'sign.tooMany': {
    status: 422,
    zh: '此处共有 {count} 块标牌，一次最多打印 {most} 块。请选择一个镇街或社区。',
    en: '{count} signs are too many for one print; at most {most} are printed together. Choose a town or a community.',
  },
} as const satisfies Record<string, ProblemKind>;
