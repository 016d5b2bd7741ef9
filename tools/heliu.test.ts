import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('start is found behind the options of all commands, so that its pages are built', async () => {
  const { commandOf } = (await import(join(import.meta.dirname, '..', 'bin', 'command.mjs'))) as {
    commandOf: (args: readonly string[]) => string | undefined;
  };
  expect(commandOf(['start'])).toBe('start');
  expect(commandOf(['--env-file', 'heliu.env', '--lang', 'zh', 'start', '--json'])).toBe('start');
  expect(commandOf(['--env-file=heliu.env', 'start'])).toBe('start');
  expect(commandOf(['--lang', 'start', 'migrate'])).toBe('migrate');
  expect(commandOf(['--help'])).toBeUndefined();
});

test('a settings file that is missing is told by heliu, not by Node', async () => {
  const program = join(import.meta.dirname, '..', 'bin', 'heliu.mjs');
  for (const args of [
    ['--env-file', '/no/such.env', 'due'],
    ['due', '--env-file=/no/such.env'],
  ]) {
    const asked = promisify(execFile)(program, ['--lang', 'en', ...args]);
    await expect(asked).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('heliu init') });
  }
});
