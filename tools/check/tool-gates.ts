import { bin, run } from '../command.ts';
import type { Gate } from './gate.ts';

/** Gates that are programs of others: their exit code decides, their output is the fault. */
function programGate(name: string, program: string, args: readonly string[]): Gate {
  return {
    name,
    run: async () => {
      const { code, output } = await run(bin(program), args);
      return code === 0 ? [] : [output.trim()];
    },
  };
}

export const toolGates: readonly Gate[] = [
  programGate('format', 'oxfmt', ['--check', '.']),
  programGate('lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  ...['contract', 'server', 'web'].map((workspace) =>
    programGate(`types of ${workspace}`, 'tsc', ['-p', workspace]),
  ),
];
