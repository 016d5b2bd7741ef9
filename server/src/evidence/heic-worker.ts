import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** What the worker is given. */
export interface HeicTask {
  readonly path: string;
  readonly maxPixels: number;
  readonly maxMemoryBytes: number;
}

/** What it answers: pixels as they are to be seen (rotated, cropped), 8 bits of red, green, blue each. */
export type HeicAnswer =
  | {
      readonly status: 'decoded';
      readonly width: number;
      readonly height: number;
      readonly pixels: Uint8Array<ArrayBuffer>;
      readonly icc: Uint8Array<ArrayBuffer> | null;
      readonly exif: Uint8Array<ArrayBuffer> | null;
    }
  | { readonly status: 'tooManyPixels' }
  | { readonly status: 'damaged' };

/** The part of libheif's C interface that is used here. Pointers are numbers; `error` points to a heif_error. */
interface Libheif {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(bytes: number): number;
  _heif_context_alloc(): number;
  _heif_context_set_maximum_image_size_limit(context: number, width: number): void;
  _heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    data: number,
    bytes: number,
    options: number,
  ): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handleOut: number): void;
  _heif_image_handle_get_width(handle: number): number;
  _heif_image_handle_get_height(handle: number): number;
  _heif_image_handle_get_raw_color_profile_size(handle: number): number;
  _heif_image_handle_get_raw_color_profile(error: number, handle: number, out: number): void;
  _heif_image_handle_get_list_of_metadata_block_IDs(
    handle: number,
    type: number,
    idsOut: number,
    count: number,
  ): number;
  _heif_image_handle_get_metadata_size(handle: number, id: number): number;
  _heif_image_handle_get_metadata(error: number, handle: number, id: number, out: number): void;
  _heif_decode_image(
    error: number,
    handle: number,
    imageOut: number,
    colorspace: number,
    chroma: number,
    options: number,
  ): void;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_plane_readonly(image: number, channel: number, strideOut: number): number;
}

const colorspaceRgb = 1;
const chromaInterleavedRgb = 10;
const channelInterleaved = 10;
const maxSide = 16_384;
const maxProfileBytes = 65_536;

/** Says that libheif refused; the file is damaged, or is not what it claims to be. */
class HeifError extends Error {}

function decode(task: HeicTask): HeicAnswer {
  capMemory(task.maxMemoryBytes);
  const heif = createRequire(import.meta.url)('libheif-js/wasm-bundle') as Libheif;
  const file = readFileSync(task.path);
  const allocate = (bytes: number): number => {
    const at = heif._malloc(bytes);
    if (at === 0) throw new HeifError('out of memory');
    return at;
  };
  const error = allocate(12);
  const out = allocate(4);
  const long = (at: number): number => new DataView(heif.HEAPU8.buffer).getUint32(at, true);
  const succeed = () => {
    if (long(error) !== 0) throw new HeifError(`libheif ${long(error)}.${long(error + 4)}`);
  };
  const copy = (at: number, bytes: number) => heif.HEAPU8.slice(at, at + bytes);
  const block = (bytes: number, limit: number, fill: (at: number) => void) => {
    if (bytes <= 0 || bytes > limit) return null;
    const at = allocate(bytes);
    fill(at);
    return long(error) === 0 ? copy(at, bytes) : null;
  };

  const context = heif._heif_context_alloc();
  heif._heif_context_set_maximum_image_size_limit(context, maxSide);
  const data = allocate(file.length);
  heif.HEAPU8.set(file, data);
  heif._heif_context_read_from_memory_without_copy(error, context, data, file.length, 0);
  succeed();
  heif._heif_context_get_primary_image_handle(error, context, out);
  succeed();
  const handle = long(out);
  const pixels = heif._heif_image_handle_get_width(handle) * heif._heif_image_handle_get_height(handle);
  if (pixels > task.maxPixels) return { status: 'tooManyPixels' };

  const icc = block(heif._heif_image_handle_get_raw_color_profile_size(handle), maxProfileBytes, (at) =>
    heif._heif_image_handle_get_raw_color_profile(error, handle, at),
  );
  const filter = allocate(5);
  heif.HEAPU8.set(Buffer.from('Exif\0'), filter);
  const exifs = heif._heif_image_handle_get_list_of_metadata_block_IDs(handle, filter, out, 1);
  const exifId = long(out);
  const exif =
    exifs === 0
      ? null
      : block(heif._heif_image_handle_get_metadata_size(handle, exifId), maxProfileBytes, (at) =>
          heif._heif_image_handle_get_metadata(error, handle, exifId, at),
        );

  heif._heif_decode_image(error, handle, out, colorspaceRgb, chromaInterleavedRgb, 0);
  succeed();
  const image = long(out);
  const width = heif._heif_image_get_width(image, channelInterleaved);
  const height = heif._heif_image_get_height(image, channelInterleaved);
  if (width * height > task.maxPixels) return { status: 'tooManyPixels' };
  const plane = heif._heif_image_get_plane_readonly(image, channelInterleaved, out);
  if (plane === 0) throw new HeifError('no pixels');
  const stride = long(out);
  return { status: 'decoded', width, height, pixels: rows(heif, plane, stride, width, height), icc, exif };
}

function rows(heif: Libheif, plane: number, stride: number, width: number, height: number) {
  const line = width * 3;
  const pixels = new Uint8Array(line * height);
  for (let y = 0; y < height; y += 1) {
    const at = plane + y * stride;
    pixels.set(heif.HEAPU8.subarray(at, at + line), y * line);
  }
  return pixels;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of the global of that name that is used here; the types of Node do not declare it. */
const wasm = (
  globalThis as unknown as {
    readonly WebAssembly: {
      readonly Memory: { readonly prototype: WasmMemory };
      readonly RuntimeError: ErrorConstructor;
    };
  }
).WebAssembly;

/** A thread's resource limits leave out WebAssembly, so its memory is held here, for this thread alone. */
function capMemory(maxBytes: number): void {
  const { grow } = wasm.Memory.prototype;
  wasm.Memory.prototype.grow = function (this: WasmMemory, pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > maxBytes)
      throw new RangeError('memory limit of the decoder');
    return grow.call(this, pages);
  };
}

function answer(): HeicAnswer {
  try {
    return decode(workerData as HeicTask);
  } catch (error) {
    // An abort inside WebAssembly is a RuntimeError; nothing of this thread is used afterwards.
    if (error instanceof HeifError || error instanceof wasm.RuntimeError) return { status: 'damaged' };
    throw error;
  }
}

const result = answer();
const moved = result.status === 'decoded' ? [result.pixels.buffer] : [];
parentPort?.postMessage(result, moved);
