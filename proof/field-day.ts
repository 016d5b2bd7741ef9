import { chineseFonts, chromium, ensureNeeds, notThere } from '../tools/test/debian.ts';
import { runVitest } from '../tools/test/vitest.ts';

/**
 * A day of the field app without a network, in a browser: 200 commands and 60 photos, the browser killed twice, two
 * officers at one matter. Everything arrives exactly once. The journey of the suite, at its whole size.
 */
if (!(await ensureNeeds([chromium, chineseFonts]))) throw new Error(notThere);
const { passed, failed, faults } = await runVitest(['e2e'], {
  environment: { E2E_FIELD_DAY: 'whole' },
  filters: ['e2e/field.test.ts'],
});
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (failed > 0 || passed === 0) process.exitCode = 1;
