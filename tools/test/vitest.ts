import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bin, root, run } from '../command.ts';
import type { Tally } from '../tally.ts';

interface FileResult {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/**
 * Runs the given vitest projects and counts. A file that could not be loaded and an error outside any test count as
 * one failure each.
 */
export async function runVitest(
  projects: readonly string[],
  options: { environment?: Readonly<Record<string, string>>; filters?: readonly string[] } = {},
): Promise<Tally> {
  const folder = join(root, '.cache', 'test');
  const file = join(folder, `${projects.join('-')}.json`);
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true });
  const args = [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...(options.filters ?? []),
  ];
  const { code } = await run(bin('vitest'), args, { show: true, environment: options.environment ?? {} });
  return tallyOf(await readFile(file, 'utf8').catch(() => undefined), code);
}

function tallyOf(report: string | undefined, exitCode: number): Tally {
  if (report === undefined) return { passed: 0, failed: 1 };
  const { testResults } = JSON.parse(report) as { testResults: readonly FileResult[] };
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = tests.filter(({ status }) => status === 'failed').length + broken;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
