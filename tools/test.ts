import { add, broken, finish, type Tally } from './tally.ts';
import { chineseFonts, chromium, dovecot, ensureNeeds, notThere, openssl } from './test/debian.ts';
import { runVitest } from './test/vitest.ts';

/** `npm test`: everything that proves the product, ending with one line that counts. */
async function test(filters: readonly string[]): Promise<Tally> {
  if (!(await ensureNeeds([chromium, chineseFonts, openssl, dovecot]))) return broken(notThere);
  const suites = await runVitest(['contract', 'server', 'web', 'tools'], { filters });
  const all = add(suites, await runVitest(['e2e'], { filters }));
  return all.passed + all.failed > 0 ? all : broken('No test was found.');
}

finish(await test(process.argv.slice(2)));
