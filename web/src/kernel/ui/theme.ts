import { useSyncExternalStore } from 'react';
import { type Palette, dark, light } from './palette.ts';
import { readSetting, writeSetting } from './setting.ts';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type Scheme = 'light' | 'dark';

const settingName = 'theme';
const listeners = new Set<() => void>();
const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

let choice: ThemeChoice = themeChoices.find((one) => one === readSetting(settingName)) ?? 'system';

/** Paper is white, whatever the screen is. */
let printing = false;

function schemeNow(): Scheme {
  if (printing) return 'light';
  return choice === 'system' ? (system?.matches ? 'dark' : 'light') : choice;
}

/** Writes the palette into CSS variables, from which both component libraries and our own styles read. */
function apply(): void {
  if (typeof document === 'undefined') return;
  const root = document.documentElement;
  const scheme = schemeNow();
  root.dataset['theme'] = scheme;
  root.style.colorScheme = scheme;
  const palette = palettes[scheme];
  for (const name of Object.keys(palette) as (keyof typeof palette)[]) {
    const value = palette[name];
    root.style.setProperty(`--h-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}

const palettes: Record<Scheme, Palette> = { light, dark };

function changed(): void {
  apply();
  for (const listener of listeners) listener();
}

system?.addEventListener('change', changed);
for (const [name, begins] of [
  ['beforeprint', true],
  ['afterprint', false],
] as const) {
  globalThis.addEventListener?.(name, () => {
    printing = begins;
    changed();
  });
}
apply();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function changeTheme(next: ThemeChoice): void {
  choice = next;
  writeSetting(settingName, next);
  changed();
}

/** Light or dark, as chosen on this device or by the system. */
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, schemeNow, () => 'light');

export const useThemeChoice = (): ThemeChoice =>
  useSyncExternalStore(
    subscribe,
    () => choice,
    () => 'system',
  );

export const usePalette = (): Palette => palettes[useScheme()];
