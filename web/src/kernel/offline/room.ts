/** Kept free for what the browser itself writes beside ours. */
const reserveBytes = 20 * 1_048_576;

export interface DeviceRoom {
  readonly usedBytes: number;
  readonly quotaBytes: number;
  /** Promised by the browser not to be cleared when the device runs short. */
  readonly lasting: boolean;
}

/** Not enough room on the device: told before anything is lost, so that what is on screen stays there. */
export class DeviceFull extends Error {
  constructor(cause?: unknown) {
    super('the device has no room left', { cause });
    this.name = 'DeviceFull';
  }
}

/** Undefined where the browser does not tell. */
export async function deviceRoom(): Promise<DeviceRoom | undefined> {
  const storage = globalThis.navigator?.storage;
  if (storage?.estimate === undefined) return undefined;
  const [{ usage = 0, quota = 0 }, lasting] = await Promise.all([
    storage.estimate(),
    storage.persisted?.() ?? false,
  ]);
  return { usedBytes: usage, quotaBytes: quota, lasting };
}

/** Asks the browser to keep what we store until we delete it. */
export async function askToLast(): Promise<boolean> {
  return (await globalThis.navigator?.storage?.persist?.().catch(() => false)) ?? false;
}

/** @throws DeviceFull where so many bytes more do not fit. */
export async function assertRoom(bytes: number): Promise<void> {
  const room = await deviceRoom();
  if (room === undefined || room.quotaBytes === 0) return;
  if (room.usedBytes + bytes + reserveBytes > room.quotaBytes) throw new DeviceFull();
}

export const isQuotaError = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError';
