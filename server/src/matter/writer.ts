import type pg from 'pg';
import { gather } from '../kernel/gather.ts';
import { type MatterChange, onPool, writeChange, writeChanges } from './write.ts';

/**
 * Writes changes that arrive together in one statement and one commit.
 * @returns whether the change was written; false when its matter has moved on meanwhile.
 * @throws a unique violation (23505) when the command was carried out before.
 */
export type MatterWriter = (change: MatterChange) => Promise<boolean>;

/** Two at a time, so that server and database do not take turns; what arrives meanwhile goes together. */
const batches = { inFlight: 2, maxItems: 64, patienceMs: 100 };

export function createWriter(pool: pg.Pool): MatterWriter {
  const run = onPool(pool);
  /** One fault spoils the whole statement and nothing of it was written: then each stands or falls by itself. */
  const writeApart = (changes: readonly MatterChange[]): Promise<(boolean | Error)[]> =>
    Promise.all(
      changes.map((change) =>
        writeChange(run, change).catch((error: unknown) =>
          error instanceof Error ? error : new Error('the write failed', { cause: error }),
        ),
      ),
    );

  return gather<MatterChange, boolean>(async (changes) => {
    const [first] = changes;
    if (first !== undefined && changes.length === 1) return [await writeChange(run, first)];
    return writeTogether(changes);
  }, batches);

  /** Two changes of one matter were decided on the same version: the second has to be decided again. */
  async function writeTogether(changes: readonly MatterChange[]): Promise<(boolean | Error)[]> {
    const byMatter = new Map<string, MatterChange>();
    for (const change of changes) {
      if (!byMatter.has(change.after.matterId)) byMatter.set(change.after.matterId, change);
    }
    // One order for all processes, so that two batches do not wait for each other.
    const together = [...byMatter.values()].toSorted((a, b) =>
      a.after.matterId < b.after.matterId ? -1 : 1,
    );
    const results = await writeChanges(run, together).catch(() => writeApart(together));
    const written = new Map(together.map((change, no) => [change, results[no] ?? false]));
    return changes.map((change) => written.get(change) ?? false);
  }
}
