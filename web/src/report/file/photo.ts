import { Position } from '@heliu/contract/geo';
import { z } from 'zod';

/** A photo or file that the server has, to be attached with what is sent next. */
export const SentPhoto = z.object({
  fileId: z.string(),
  /** Proves that the file is ours where nobody is signed in. */
  claim: z.string().nullable(),
  name: z.string(),
  /** Small picture as a data address, so that it is still seen after a reload. */
  thumb: z.string().nullable(),
  /** Where it was taken. */
  place: Position.nullable(),
});
export type SentPhoto = z.infer<typeof SentPhoto>;

const thumbPx = 160;

/** A small picture of a photo; null where this browser cannot draw it. */
export async function thumbOf(file: File): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, thumbPx / Math.min(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas.toDataURL('image/jpeg', 0.6);
  } catch {
    return null;
  }
}
