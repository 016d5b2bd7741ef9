import type { ProblemKind } from './kind.ts';

export const registersProblems = {
  'premises.outside': {
    status: 422,
    zh: '网格“{grid}”不存在，或不在您负责的范围内。请改选自己范围内的网格。',
    en: 'There is no grid {grid}, or it is not among your places. Choose a grid of yours.',
  },
  'premises.offGrid': {
    status: 422,
    zh: '所标位置不在网格“{grid}”内。请改正位置或网格。',
    en: 'The position does not lie in the grid {grid}. Correct the position or the grid.',
  },
  'premises.kindUnknown': {
    status: 422,
    zh: '城市数据包中没有“{kind}”这类建筑。可用的有：{kinds}。',
    en: 'The city knows no building of kind {kind}. It knows: {kinds}.',
  },
  'premises.fileUnfit': {
    status: 422,
    zh: '这个文件无法导入：{why}。请按导入说明整理后重新上传。',
    en: 'This file cannot be imported: {why}. Arrange it as the text of the import says, and upload it again.',
  },
} as const satisfies Record<string, ProblemKind>;
