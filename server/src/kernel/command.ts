import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { type Db, isPgError, type Trx } from './db.ts';

export interface CommandRecord {
  readonly commandId: string;
  readonly endpoint: string;
  readonly accountId: number | null;
  readonly at: number;
}

export interface CommandOutcome<Reply> {
  readonly reply: Reply;
  /** What was acted on, as `capability:id`. */
  readonly subject: string | null;
}

/**
 * Runs a write once: the work, its events and the record of the command commit together. A repeat of the same
 * commandId gets the first reply and changes nothing, also when both arrive at the same instant.
 * @throws Problem `command.reused` when the id was used by another account or for another endpoint, `command.past`
 *   when the command was done so long ago that its reply is no longer kept.
 */
export async function runCommand<Reply>(
  db: Db,
  record: CommandRecord,
  work: (trx: Trx) => Promise<CommandOutcome<Reply>>,
): Promise<Reply> {
  const earlier = await findReply<Reply>(db, record);
  if (earlier !== undefined) return earlier.reply;
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`INSERT INTO log.commands (command_id, at, endpoint, account_id)
        VALUES (${record.commandId}, ${new Date(record.at)}, ${record.endpoint}, ${record.accountId})`.execute(
        trx,
      );
      const { reply, subject } = await work(trx);
      await sql`UPDATE log.commands SET subject = ${subject}, reply = ${JSON.stringify(reply ?? null)}::jsonb
        WHERE command_id = ${record.commandId}`.execute(trx);
      return reply;
    });
  } catch (error) {
    if (!isPgError(error, '23505')) throw error;
    const winner = await findReply<Reply>(db, record);
    if (winner === undefined) throw error;
    return winner.reply;
  }
}

type Given = Pick<CommandRecord, 'commandId' | 'endpoint' | 'accountId'>;

/**
 * The reply an earlier run of this command gave, if there was one.
 * @throws Problem `command.reused`, `command.past`.
 */
export async function findReply<Reply>(db: Db, record: Given): Promise<{ reply: Reply } | undefined> {
  const row = await findCommand(db, record);
  // A reply of nothing is kept as JSON's null.
  if (row?.cleared === true) throw new Problem('command.past');
  return row && { reply: row.reply as Reply };
}

/**
 * The id of what an earlier run of this command acted on, also when its reply is no longer kept.
 * @throws Problem `command.reused`.
 */
export async function findSubject(db: Db, record: Given): Promise<string | undefined> {
  const row = await findCommand(db, record);
  return row?.subject?.slice(row.subject.indexOf(':') + 1);
}

async function findCommand(db: Db, { commandId, endpoint, accountId }: Given) {
  const row = await db
    .selectFrom('log.commands')
    .select(['endpoint', 'account_id', 'subject', 'reply', sql<boolean>`reply IS NULL`.as('cleared')])
    .where('command_id', '=', commandId)
    .executeTakeFirst();
  if (row !== undefined && (row.endpoint !== endpoint || row.account_id !== accountId))
    throw new Problem('command.reused');
  return row;
}
