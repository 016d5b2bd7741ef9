const prefix = 'heliu.';

/** A choice kept on this device. Storage may be switched off or full: the choice then lasts for the page. */
export function readSetting(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(prefix + name) ?? null;
  } catch {
    return null;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(prefix + name, value);
  } catch {
    // The page works on with the choice in memory.
  }
}
