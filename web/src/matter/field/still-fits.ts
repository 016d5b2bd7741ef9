import type { ActView } from '@heliu/contract/matter/views';
import type { OutboxCommand } from '../../kernel/offline/index.ts';

/**
 * Whether a command could be taken as its matter stands: undefined where the matter or its acts are not known, and for
 * commands that act on none.
 */
export function stillFits(
  { about, body }: Pick<OutboxCommand, 'about' | 'body'>,
  allowed: readonly ActView[] | undefined,
): boolean | undefined {
  if (allowed === undefined) return undefined;
  const no = typeof body['workOrderNo'] === 'number' ? body['workOrderNo'] : null;
  return allowed.some(
    ({ command, workOrderNo, refusal }) =>
      command === about.act && refusal === null && (no === null || workOrderNo === no),
  );
}
