import { join } from 'node:path';
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
