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

/** A choice kept until the window is closed. */
export function readForSession(name: string): string | null {
  try {
    return globalThis.sessionStorage?.getItem(prefix + name) ?? null;
  } catch {
    return null;
  }
}

export function writeForSession(name: string, value: string): void {
  try {
    globalThis.sessionStorage?.setItem(prefix + name, value);
  } catch {
    // As above.
  }
}

export function forgetForSession(name: string): void {
  try {
    globalThis.sessionStorage?.removeItem(prefix + name);
  } catch {
    // As above.
  }
}

/** Nothing that was kept until the window is closed stays for whoever sits here next. */
export function forgetSession(): void {
  try {
    const names = Object.keys(globalThis.sessionStorage ?? {}).filter((name) => name.startsWith(prefix));
    for (const name of names) globalThis.sessionStorage.removeItem(name);
  } catch {
    // As above.
  }
}

/** Told when the choice is made in another window of this browser. */
export function onSettingElsewhere(name: string, listener: (value: string | null) => void): void {
  globalThis.addEventListener?.('storage', ({ key, newValue }) => {
    if (key === prefix + name) listener(newValue);
  });
}
