import { type Browser, chromium } from 'playwright-core';

export const screens = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1024, height: 768 },
  desk: { width: 1440, height: 900 },
} as const;
export type Screen = keyof typeof screens;

/** It talks to the product alone, not to its makers' servers. */
const quiet = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** As root it has no sandbox to run in. */
export const browserArguments: readonly string[] =
  process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;

/** Debian's Chromium. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...browserArguments] });
}
