import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import { endStored, readKeys, type StoredKey } from '../../keys/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { CliFault } from '../fault.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';

/** Ends a key at once in every process; one that has ended stays as it is. */
export const revokeCommand = (cli: Cli): Command =>
  leaf(cli, 'revoke <number>', {
    zh: '吊销 API 密钥，立即在所有进程生效，不能恢复',
    en: 'revoke an API key for good, at once in every process',
  }).action(async (number: string, { json }: { json?: boolean }) => {
    const found = await withDatabase(readSettings(cli), ({ db }) => revoke(db, number));
    if (found === undefined) throw unknown(number);
    if (json === true) cli.terminal.json({ id: found.id, name: found.name, state: 'revoked' });
    else cli.terminal.print(`${found.id}\t${found.name}\trevoked`);
  });

async function revoke(db: Db, number: string): Promise<StoredKey | undefined> {
  if (!/^\d{1,15}$/.test(number)) return undefined;
  return db.transaction().execute(async (trx) => {
    await sql`SELECT FROM keys.keys WHERE id = ${number}::bigint FOR UPDATE`.execute(trx);
    const [found] = await readKeys(trx, sql<boolean>`k.id = ${number}::bigint`, 'zh');
    if (found !== undefined && found.revoked_at === null) {
      await endStored(trx, found, { at: Date.now(), actorId: null, commandId: randomUUID() });
    }
    return found;
  });
}

const unknown = (number: string): CliFault =>
  new CliFault({
    zh: `没有编号为 ${number} 的密钥。heliu key list 可列出全部。`,
    en: `There is no key with the number ${number}. heliu key list shows them all.`,
  });
