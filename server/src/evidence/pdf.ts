import type { FileHandle } from 'node:fs/promises';
import { Problem } from '@heliu/contract/problem';

const tailBytes = 1024;

/**
 * Checks that a PDF begins and ends as one. Scripts and actions inside are left alone: they hide in compressed streams
 * as well as in the open, ordinary forms use them, and a PDF is only ever downloaded from here, never shown.
 * @throws Problem `evidence.damaged`.
 */
export async function checkPdf(file: FileHandle, bytes: number): Promise<void> {
  const tail = Buffer.alloc(Math.min(tailBytes, bytes));
  await file.read(tail, 0, tail.length, bytes - tail.length);
  if (!tail.includes('%%EOF') || !tail.includes('startxref')) throw new Problem('evidence.damaged');
}
