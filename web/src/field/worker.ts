import { serveOffline, type WorkerScope } from '../kernel/worker/serve.ts';

/** Put in by the build: every file that the app may need, and a digest of them all. */
declare const heliuFiles: readonly string[];
declare const heliuVersion: string;

serveOffline(globalThis as unknown as WorkerScope, {
  name: 'field',
  version: heliuVersion,
  page: '/field.html',
  base: '/field',
  files: heliuFiles,
});
