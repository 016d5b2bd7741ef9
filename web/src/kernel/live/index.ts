export type { LiveReads } from './reads.ts';
export { useLive } from './use-live.ts';
