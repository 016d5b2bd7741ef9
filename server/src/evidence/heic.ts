import { Worker } from 'node:worker_threads';
import { Problem } from '@heliu/contract/problem';
import { maxPixels, tooManyPixels } from './limits.ts';
import type { HeicAnswer, HeicTask } from './heic-worker.ts';

/** An iPhone's 48 megapixels need about 500 MB: compressed, as planes and as RGB. */
const maxMemoryBytes = 768 * 1_048_576;
const timeoutMs = 60_000;

export interface HeicImage {
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly icc: Uint8Array<ArrayBuffer> | null;
  /** From the TIFF header on. */
  readonly exif: Uint8Array | null;
}

export interface HeicLimits {
  readonly timeoutMs?: number;
  readonly maxMemoryBytes?: number;
}

/**
 * Decodes a HEIC photo in a thread of its own that ends afterwards: the decoder is WebAssembly, busy for seconds, and
 * gives its memory back in no other way.
 * @throws Problem `evidence.damaged`, `evidence.tooManyPixels`.
 */
export async function decodeHeic(path: string, limits: HeicLimits = {}): Promise<HeicImage> {
  const task: HeicTask = {
    path,
    maxPixels: maxPixels.standard,
    maxMemoryBytes: limits.maxMemoryBytes ?? maxMemoryBytes,
  };
  const answer = await ask(task, limits.timeoutMs ?? timeoutMs);
  if (answer.status === 'tooManyPixels') throw tooManyPixels(task.maxPixels);
  if (answer.status === 'damaged') throw new Problem('evidence.damaged');
  return { ...answer, exif: answer.exif === null ? null : tiffOf(answer.exif) };
}

async function ask(task: HeicTask, withinMs: number): Promise<HeicAnswer> {
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
    env: {},
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<HeicAnswer>((resolve, reject) => {
      timer = setTimeout(() => resolve({ status: 'damaged' }), withinMs);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => resolve({ status: 'damaged' }));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** The item begins with a four-byte offset to the TIFF header. */
function tiffOf(item: Uint8Array): Uint8Array {
  if (item.length < 4) return item.subarray(item.length);
  const offset = new DataView(item.buffer, item.byteOffset).getUint32(0);
  return item.subarray(Math.min(4 + offset, item.length));
}
