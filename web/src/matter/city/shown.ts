import type { ClockView, MatterRow } from '@heliu/contract/matter/views';
import type { Light } from '../../kernel/ui/index.ts';

interface Lit extends Pick<MatterRow, 'light' | 'closedAt' | 'dueAt'> {
  /** Where a matter's own page knows them. */
  readonly clocks?: readonly Pick<ClockView, 'state'>[];
}

/** What the light says: the clock's step while one runs, else why there is none. */
export function lightOf({ closedAt, light, clocks = [] }: Lit): Light {
  if (closedAt !== null) return 'done';
  return light ?? (clocks.some(({ state }) => state === 'paused') ? 'paused' : 'none');
}
