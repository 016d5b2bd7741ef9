import { defineConfig } from 'vitest/config';

/** Long enough for a machine many times slower than ours: a test shows what is right, a benchmark how fast. */
const patient = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 90_000 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'contract',
          root: 'contract',
          include: ['src/**/*.test.ts'],
          ...patient,
        },
      },
      {
        test: {
          name: 'server',
          root: 'server',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          globalSetup: ['test/global-setup.ts'],
          ...patient,
          pool: 'forks',
          // No file leaves anything behind in a module; loading them anew for each took a fifth of the time.
          isolate: false,
          maxWorkers: 2,
          // V8 loses count of its pages of code where it guards them by processor keys, and ends the process:
          // https://github.com/nodejs/node/issues/64500
          execArgv: ['--no-memory-protection-keys'],
        },
      },
      { test: { name: 'tools', root: '.', include: ['tools/**/*.test.ts'], ...patient } },
      {
        test: {
          name: 'e2e',
          root: 'e2e',
          include: ['**/*.test.ts'],
          globalSetup: ['setup.ts'],
          ...patient,
          testTimeout: 3_600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'web',
          root: 'web',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'build/**/*.test.ts'],
          ...patient,
        },
      },
    ],
  },
});
