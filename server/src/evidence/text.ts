import { createReadStream } from 'node:fs';

/** Controls other than those of lines and columns: no text holds them, nearly every other file does. */
const controls = /[^\P{Cc}\t\n\f\r\u0085]/u;

/**
 * Whether a file is plain text: UTF-8, UTF-16 with its mark, or GB 18030, which spreadsheets in Chinese still write.
 */
export async function isText(path: string): Promise<boolean> {
  const encodings = await encodingsOf(path);
  for (const encoding of encodings) if (await reads(path, encoding)) return true;
  return false;
}

async function encodingsOf(path: string): Promise<string[]> {
  for await (const chunk of createReadStream(path, { end: 1 })) {
    const mark = (chunk as Buffer).toString('hex');
    if (mark === 'fffe') return ['utf-16le'];
    if (mark === 'feff') return ['utf-16be'];
  }
  return ['utf-8', 'gb18030'];
}

async function reads(path: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      if (controls.test(decoder.decode(chunk as Buffer, { stream: true }))) return false;
    }
    return !controls.test(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
