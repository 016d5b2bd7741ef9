import { parentPort, workerData } from 'node:worker_threads';
import { readLetter } from './letter.ts';

/** What the worker is given. */
export interface LetterTask {
  readonly raw: Uint8Array;
  readonly own: readonly string[];
}

const { raw, own } = workerData as LetterTask;
parentPort?.postMessage(await readLetter(Buffer.from(raw), own));
