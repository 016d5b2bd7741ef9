import type { NoticeKind } from '@heliu/contract/notices';
import type { Role } from '@heliu/contract/permission';

/** Kinds of notices that people in some roles can get. */
export function kindsFor(roles: readonly Role[]): NoticeKind[] {
  const held = new Set(roles);
  if (held.has('resident')) return ['ownReport'];
  return [
    'work',
    'followed',
    'supervision',
    'ownReport',
    ...(held.has('administrator') ? (['system'] as const) : []),
  ];
}
