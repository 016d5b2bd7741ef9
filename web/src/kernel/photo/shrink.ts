import { withExif } from './exif.ts';

const longestPx = 2_048;
const quality = 0.82;
/** A photo this small travels as it is. */
const smallBytes = 600 * 1_024;

const sizeFor = (width: number, height: number): readonly [number, number] => {
  const scale = Math.min(1, longestPx / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
};

/**
 * A photo small enough for a phone's line, upright, with time and place as the camera wrote them. What this browser
 * cannot draw goes as it is.
 */
async function shrinkPhoto(file: Blob): Promise<Blob> {
  if (file.size <= smallBytes || !file.type.startsWith('image/')) return file;
  try {
    const picture = await createImageBitmap(file);
    const [width, height] = sizeFor(picture.width, picture.height);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
    picture.close();
    const drawn = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (drawn.size >= file.size) return file;
    const [made, original] = await Promise.all([drawn.arrayBuffer(), file.arrayBuffer()]);
    return new Blob([withExif(new Uint8Array(made), new Uint8Array(original))], { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

export interface SmallPhoto {
  readonly blob: Blob;
  readonly name: string;
}

/** Photos as they are to be stored; one after the other, since a phone has room for few of them drawn. */
export async function photosOf(files: readonly File[]): Promise<SmallPhoto[]> {
  const made: SmallPhoto[] = [];
  for (const file of files) {
    const blob = await shrinkPhoto(file);
    made.push({ blob, name: blob === file ? file.name : file.name.replace(/\.\w+$/, '.jpg') });
  }
  return made;
}
