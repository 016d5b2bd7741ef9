import { type Browser, chromium } from 'playwright-core';

export const screens = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
} as const;
export type Screen = keyof typeof screens;

/** Debian's Chromium; as root it has no sandbox to run in. */
export function launch(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args });
}
