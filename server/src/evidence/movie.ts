import type { FileHandle } from 'node:fs/promises';
import { Problem } from '@heliu/contract/problem';

/** Boxes that hold boxes and may hold metadata at any depth. */
const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'moof', 'traf']);
/** Boxes with titles, places, names of devices, XMP; and free space, where editors leave what they took out. */
const metadata = new Set(['udta', 'meta', 'uuid', 'XMP_', 'free', 'skip']);
const maxBoxes = 20_000;
const zeros = Buffer.alloc(65_536);

/**
 * Checks that an MP4 or QuickTime file is whole, and blanks its metadata (phones write the place there) by turning
 * those boxes into free space of the same size, so that nothing else moves. Tracks stay as they are: what a drone or
 * an action camera records as a track of its own is part of the recording.
 * @throws Problem `evidence.damaged`.
 */
export async function cleanMovie(file: FileHandle, bytes: number): Promise<void> {
  const walk: Walk = { file, boxes: 0, found: new Set() };
  await visit(walk, 0, bytes);
  if (!walk.found.has('moov') || !(walk.found.has('mdat') || walk.found.has('moof')))
    throw new Problem('evidence.damaged');
}

interface Walk {
  readonly file: FileHandle;
  readonly found: Set<string>;
  boxes: number;
}

async function visit(walk: Walk, from: number, to: number): Promise<void> {
  let at = from;
  while (at < to) {
    walk.boxes += 1;
    if (walk.boxes > maxBoxes) throw new Problem('evidence.damaged');
    // QuickTime ends some lists with a zero of four bytes.
    if (to - at === 4) return;
    const box = await readBox(walk.file, at, to);
    walk.found.add(box.type);
    if (metadata.has(box.type)) await blank(walk.file, at, box);
    else if (containers.has(box.type)) await visit(walk, at + box.headerBytes, at + box.bytes);
    at += box.bytes;
  }
}

interface Box {
  readonly type: string;
  readonly headerBytes: number;
  readonly bytes: number;
}

async function readBox(file: FileHandle, at: number, end: number): Promise<Box> {
  const header = Buffer.alloc(16);
  const { bytesRead } = await file.read(header, 0, 16, at);
  if (bytesRead < 8) throw new Problem('evidence.damaged');
  const short = header.readUInt32BE(0);
  const headerBytes = short === 1 ? 16 : 8;
  const bytes = short === 0 ? end - at : short === 1 ? Number(header.readBigUInt64BE(8)) : short;
  if (bytes < headerBytes || at + bytes > end) throw new Problem('evidence.damaged');
  return { type: header.toString('latin1', 4, 8), headerBytes, bytes };
}

async function blank(file: FileHandle, at: number, box: Box): Promise<void> {
  await file.write(Buffer.from('free'), 0, 4, at + 4);
  const end = at + box.bytes;
  for (let from = at + box.headerBytes; from < end; from += zeros.length) {
    await file.write(zeros, 0, Math.min(zeros.length, end - from), from);
  }
}
