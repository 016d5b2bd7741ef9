import { bin, run } from '../command.ts';
import type { Gate } from './gate.ts';
import { listFiles } from './sources.ts';

/** A gate that is a program of others: its exit code decides, its output is the fault. */
function programGate(root: string, name: string, program: string, args: readonly string[]): Gate {
  return {
    name,
    run: async () => {
      const { code, output } = await run(bin(program), args, { cwd: root });
      return code === 0 ? [] : [output.trim()];
    },
  };
}

export const formatGate = (root: string): Gate => programGate(root, 'format', 'oxfmt', ['--check', '.']);

export const lintGate = (root: string): Gate =>
  programGate(root, 'lint', 'oxlint', ['--type-aware', '--deny-warnings', '--format=unix']);

/**
 * What was found sound is noted in .cache and not looked at again until it changes.
 * @param project folder with a tsconfig.json.
 */
export function typesGate(root: string, project: string): Gate {
  const name = project === '.' ? 'tools' : project;
  const note = `${root}.cache/tsc/${name}.tsbuildinfo`;
  const args = ['-p', project, '--incremental', '--tsBuildInfoFile', note];
  return programGate(root, `types of ${name}`, 'tsc', args);
}

export const deadCodeGate = (root: string): Gate =>
  programGate(root, 'dead code', 'knip', ['--no-progress', '--no-config-hints']);

/** Given by name, because squawk is content when a pattern matches nothing. */
export const migrationsGate = (root: string): Gate => ({
  name: 'migrations',
  run: async () => {
    const files = (await listFiles(root)).filter((path) => /^server\/migrations\/.*\.sql$/.test(path));
    if (files.length === 0) return ['server/migrations holds no .sql file'];
    return programGate(root, 'migrations', 'squawk', ['--reporter=gcc', ...files]).run();
  },
});
