import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { MatterRoom } from './room.ts';

/**
 * Resumes suspended matters whose time has come. Repeating is harmless: a resumed matter has no wake-up any more, and
 * the life cycle refuses to resume it twice.
 */
export async function resumeSuspended(
  { kernel }: MatterRoom,
  resume: (matterId: string) => Promise<unknown>,
): Promise<boolean> {
  const { rows } = await sql<{ matter_id: string }>`SELECT matter_id FROM matter.wake_ups
    WHERE at <= ${new Date(kernel.clock.now())} ORDER BY at LIMIT 100`.execute(kernel.db);
  for (const { matter_id: matterId } of rows) {
    await resume(matterId).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      kernel.log.warn('matter not resumed', { matterId, code: error.code, params: error.params });
    });
  }
  return rows.length === 100;
}
