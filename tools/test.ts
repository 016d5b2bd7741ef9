import { finish, type Tally } from './tally.ts';
import { chineseFonts, chromium, ensureNeeds } from './test/debian.ts';
import { runVitest } from './test/vitest.ts';

/** `npm test`: everything that proves the product, ending with one line that counts. */
async function test(filters: readonly string[]): Promise<Tally> {
  if (!(await ensureNeeds([chromium, chineseFonts]))) return { passed: 0, failed: 1 };
  return runVitest(['contract', 'server', 'web', 'tools'], { filters });
}

finish(await test(process.argv.slice(2)));
