import { join } from 'node:path';
import type pg from 'pg';
import type { Sharp } from 'sharp';
import { beginCopy } from '../kernel/copy.ts';
import { diskFiles, digestOf } from '../kernel/files.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** A picture whose contents lie in the file store already; any number of photos may show it. */
export interface StoredPicture {
  readonly sha256: string;
  readonly thumbSha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Puts a drawn picture into the file store, as an upload of it would lie there. Repeating is harmless. */
export async function storePicture(kernel: Kernel, drawing: Sharp): Promise<StoredPicture> {
  const { default: sharp } = await import('sharp');
  const files = diskFiles(join(kernel.config.dataDir, 'files'));
  const store = async (image: Sharp) => {
    const staged = await files.stage();
    const { width, height } = await image.toFile(staged);
    const { sha256, bytes } = await digestOf(staged);
    await kernel.db
      .insertInto('evidence.blobs')
      .values({ sha256, bytes, check_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await files.put(staged, sha256);
    return { sha256, bytes, width, height };
  };
  const pixels = await drawing.png().toBuffer();
  const photo = await store(sharp(pixels).jpeg({ quality: 82, mozjpeg: true }));
  const thumb = await store(sharp(pixels).resize(320, 320, { fit: 'inside' }).webp());
  return { ...photo, thumbSha256: thumb.sha256 };
}

export interface SeededPhoto {
  readonly id: string;
  readonly picture: StoredPicture;
  readonly at: number;
  readonly accountId: number | null;
}

/** Copies photos that already belong to matters, in the caller's transaction. */
export async function copyPhotos(client: pg.ClientBase, photos: readonly SeededPhoto[]): Promise<void> {
  const copy = beginCopy<Record<string, unknown>>(client, 'evidence.files', [
    'id',
    'kind',
    'media_type',
    'sha256',
    'thumb_sha256',
    'bytes',
    'width',
    'height',
    'uploaded_by',
    'uploaded_at',
    'scan',
    'claimed_at',
  ]);
  for (const { id, picture, at, accountId } of photos) {
    await copy.add({
      id,
      kind: 'photo',
      media_type: 'image/jpeg',
      sha256: picture.sha256,
      thumb_sha256: picture.thumbSha256,
      bytes: picture.bytes,
      width: picture.width,
      height: picture.height,
      uploaded_by: accountId,
      uploaded_at: new Date(at),
      scan: 'notNeeded',
      claimed_at: new Date(at),
    });
  }
  await copy.end();
}
