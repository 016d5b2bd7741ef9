import type { MatterRow } from '@heliu/contract/matter/views';
import type { Light } from '../../kernel/ui/index.ts';

/** What the light says: the clock's step while one runs, else why there is none. */
export function lightOf(row: Pick<MatterRow, 'light' | 'closedAt' | 'dueAt'>): Light {
  if (row.closedAt !== null) return 'done';
  return row.light ?? 'none';
}
