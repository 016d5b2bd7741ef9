import { Worker } from 'node:worker_threads';
import type { Letter } from './letter.ts';
import type { LetterTask } from './letter-worker.ts';

/** So much is read in an instant, whatever it holds. */
const shortBytes = 32_768;
const timeoutMs = 120_000;

/**
 * Reads a mail as `readLetter` does; a long one in a thread of its own, which ends afterwards: anybody may write a mail
 * that takes minutes or more memory than there is, and requests go on meanwhile.
 * @throws where it cannot be read, in this time or at all.
 */
export async function readAside(raw: Buffer, own: readonly string[], withinMs = timeoutMs): Promise<Letter> {
  if (raw.length <= shortBytes) return (await import('./letter.ts')).readLetter(raw, own);
  const task: LetterTask = { raw, own };
  const worker = new Worker(new URL('./letter-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    env: {},
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Letter>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('reading took too long')), withinMs);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`reading ended with code ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
