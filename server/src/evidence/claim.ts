import type { EvidenceFile } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import { type Selectable, sql } from 'kysely';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { DB } from '../kernel/tables.ts';
import { fileOf, hashOf } from './rows.ts';

/** Who attaches: an account to its own uploads, anybody to those whose token they hold. */
export interface EvidenceClaim {
  readonly accountId: number | null;
  /** File id → token of an upload without an account. */
  readonly claims?: ReadonlyMap<string, string> | undefined;
  /** Name of the input field that lists the files, for the fault; `evidence` when left out. */
  readonly field?: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes uploaded files part of a matter, in the caller's transaction: each once, and all or none.
 * @returns what is known of them, in the order given.
 * @throws Problem `evidence.unclaimable` listing each file that cannot be attached.
 */
export async function claim(
  kernel: Kernel,
  trx: Trx,
  fileIds: readonly string[],
  by: EvidenceClaim,
): Promise<EvidenceFile[]> {
  const ids = fileIds.map((id) => id.toLowerCase());
  const tokens = new Map([...(by.claims ?? [])].map(([id, token]) => [id.toLowerCase(), hashOf(token)]));
  const wanted = [...new Set(ids)]
    .filter((id) => uuid.test(id))
    .map((id) => ({ id, hash: tokens.get(id) ?? null }));
  const { rows } = await sql<Selectable<DB['evidence.files']>>`
    UPDATE evidence.files f
    SET claimed_at = ${new Date(kernel.clock.now())}, claim_hashes = '{}', lng = NULL, lat = NULL
    FROM (
      SELECT e.id FROM evidence.files e
      JOIN jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w(id uuid, hash text) ON w.id = e.id
      WHERE e.claimed_at IS NULL AND e.scan <> 'infected'
        AND (e.uploaded_by = ${by.accountId}::bigint OR w.hash = ANY(e.claim_hashes))
      ORDER BY e.id FOR UPDATE OF e) mine
    WHERE f.id = mine.id
    RETURNING f.*`.execute(trx);
  const claimed = new Map(rows.map((row) => [row.id, fileOf(row, kernel.config)]));
  const files = ids.map((id, index) => (ids.indexOf(id) === index ? claimed.get(id) : undefined));
  const bad = files.flatMap((file, index) => (file === undefined ? [index] : []));
  const [first] = bad;
  if (first === undefined) return files.filter((file) => file !== undefined);
  throw new Problem('evidence.unclaimable', {
    params: { file: fileIds[first] ?? '' },
    errors: bad.map((index) => ({
      field: `${by.field ?? 'evidence'}.${index}`,
      message: 'an upload of your own from the last 24 hours that is attached nowhere yet',
    })),
  });
}
