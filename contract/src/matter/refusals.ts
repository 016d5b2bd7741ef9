import type { Text } from '../text.ts';

/** Why a command is refused, and what to do instead. `{name}` is filled from params. */
export const refusals = {
  'matter.unknown': {
    zh: '该事项还没有登记。请先登记，再进行此操作。',
    en: 'This matter is not registered yet. Register it first.',
  },
} as const satisfies Record<string, Text>;

export type RefusalCode = keyof typeof refusals;
