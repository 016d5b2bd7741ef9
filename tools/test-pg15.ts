import { dirname } from 'node:path';
import { broken, finish, type Tally } from './tally.ts';
import { dovecot, ensureNeeds, notThere, openssl, postgres15 } from './test/debian.ts';
import { runVitest } from './test/vitest.ts';

/** `npm run test:pg15`: the server suite on the PostgreSQL that Debian 12 packages. */
async function testOnPostgres15(filters: readonly string[]): Promise<Tally> {
  if (!(await ensureNeeds([postgres15, openssl, dovecot]))) return broken(notThere);
  const environment = { HELIU_POSTGRES_BIN: dirname(postgres15.file) };
  return runVitest(['server'], { environment, filters });
}

finish(await testOnPostgres15(process.argv.slice(2)));
