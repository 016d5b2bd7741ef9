import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kernel } from '../kernel/kernel.ts';
import type { Chore } from '../kernel/upkeep.ts';
import { unfit } from './errors.ts';
import type { Form } from './form.ts';

/** A client whose reply was lost sends again within this time. */
const sameWithinMs = 10 * 60_000;
const keptMs = 30 * 86_400_000;

/** Arguments that say nothing of what is sent. */
const aside = new Set(['api_key', 'jurisdiction_id']);

export interface Submission {
  readonly accountId: number;
  /** What it is for; the same words to another end are another submission. */
  readonly endpoint: string;
  readonly form: Form;
  readonly idempotencyKey: string | undefined;
}

/**
 * The id under which something is carried out: the one it was sent with before, where the same key sent the same
 * content within ten minutes, or named it by the same Idempotency-Key.
 */
export async function submissionToken({ db, clock }: Kernel, submission: Submission): Promise<string> {
  const { accountId, idempotencyKey } = submission;
  const at = clock.now();
  const content = contentHash(submission);
  const byClient = idempotencyKey !== undefined;
  const since = new Date(at - (byClient ? keptMs : sameWithinMs));
  return db.transaction().execute(async (trx) => {
    const lock = content.readInt32BE(0);
    await sql`SELECT pg_advisory_xact_lock(hashtext('open311.submissions'), ${lock})`.execute(trx);
    const earlier = await trx
      .selectFrom('open311.submissions')
      .select('token')
      .where('account_id', '=', accountId)
      .where('content_hash', '=', content)
      .where('by_client', '=', byClient)
      .where('at', '>', since)
      .orderBy('at', 'desc')
      .executeTakeFirst();
    if (earlier !== undefined) return earlier.token;
    const token = randomUUID();
    await trx
      .insertInto('open311.submissions')
      .values({ token, account_id: accountId, content_hash: content, by_client: byClient, at: new Date(at) })
      .execute();
    return token;
  });
}

function contentHash({ endpoint, form, idempotencyKey }: Submission): Buffer {
  const hash = createHash('sha256').update(endpoint);
  if (idempotencyKey !== undefined) return hash.update(` named ${idempotencyKey}`).digest();
  const said = form.args
    .names()
    .filter((name) => !aside.has(name))
    .toSorted()
    .map((name) => [name, form.args.all(name)]);
  return hash.update(JSON.stringify([said, form.files.map(({ sha256 }) => sha256)])).digest();
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Account of the key that sent what a token stands for. */
export async function submissionsByToken({ db }: Kernel, token: string): Promise<number | undefined> {
  if (!uuid.test(token)) return undefined;
  const row = await db
    .selectFrom('open311.submissions')
    .select('account_id')
    .where('token', '=', token)
    .executeTakeFirst();
  return row?.account_id;
}

/** @throws Open311Error 400 for a key longer than anybody needs. */
export function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  if (typeof header === 'string' && header.length <= 200) return header;
  throw unfit('Idempotency-Key', { zh: '至多 200 个字符', en: 'at most 200 characters' });
}

export const submissionsChore = ({ db, clock }: Kernel): Chore => {
  const old = () => new Date(clock.now() - keptMs);
  return {
    name: 'open311.submissions',
    does: { zh: '删除 30 天前的 Open311 提交记录', en: 'deletes Open311 submissions of 30 days ago' },
    count: async () => {
      const { n } = await db
        .selectFrom('open311.submissions')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('at', '<', old())
        .executeTakeFirstOrThrow();
      return Number(n);
    },
    run: async () => {
      const done = await db.deleteFrom('open311.submissions').where('at', '<', old()).executeTakeFirst();
      return Number(done.numDeletedRows);
    },
  };
};
