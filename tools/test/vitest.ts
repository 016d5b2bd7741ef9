import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bin, root, run } from '../command.ts';
import { add, broken, held, noTally, type Tally } from '../tally.ts';

interface TestResult {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}

interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly TestResult[];
}

/**
 * Runs the given vitest projects and counts; of files chosen by filters some projects may have none. A file that could not be loaded and an error outside any test count as
 * one failure each.
 */
export async function runVitest(
  projects: readonly string[],
  options: { environment?: Readonly<Record<string, string>>; filters?: readonly string[] } = {},
): Promise<Tally> {
  const { filters = [] } = options;
  const folder = join(root, '.cache', 'test');
  const file = join(folder, `${projects.join('-')}.json`);
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true });
  const args = [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=default',
    // Their names are noise; how long each took stands in the report.
    '--slowTestThreshold=600000',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
  ];
  const { code } = await run(bin('vitest'), args, { show: true, environment: options.environment ?? {} });
  const report = await readFile(file, 'utf8').catch(() => undefined);
  return report === undefined && code === 0 && filters.length > 0 ? noTally : tallyOf(report, code);
}

function tallyOf(report: string | undefined, exitCode: number): Tally {
  if (report === undefined) return broken(`vitest left no report (exit ${exitCode})`);
  const { testResults } = JSON.parse(report) as { testResults: readonly FileResult[] };
  const tally = testResults.flatMap(talliesOf).reduce(add, noTally);
  if (tally.failed > 0 || exitCode === 0) return tally;
  return add(tally, broken(`An error outside any test (exit ${exitCode})`));
}

function talliesOf({ name, status, message, assertionResults }: FileResult): Tally[] {
  const file = relative(root, name);
  const tallies = assertionResults.flatMap((test) => {
    if (test.status === 'passed') return [held];
    if (test.status !== 'failed') return [];
    return [broken([`${file} > ${test.fullName}`, ...(test.failureMessages ?? [])].join('\n'))];
  });
  const notLoaded = status === 'failed' && tallies.every(({ failed }) => failed === 0);
  return notLoaded ? [...tallies, broken([file, message ?? ''].join('\n'))] : tallies;
}
