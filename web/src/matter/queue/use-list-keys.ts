import { useEffect, useRef } from 'react';

/** Marks the link of a row, to which j and k move. */
export const rowLink = (matterId: string) => ({ 'data-row': matterId }) as const;

export interface ListKeys {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  readonly onPick: (matterId: string) => void;
  readonly onPickTo: (matterId: string) => void;
  readonly onUnpick: () => void;
  readonly onActs: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"]') !==
    null;

/** What opened over the page takes the keys itself: Escape closes it, and what is chosen beneath stays. */
const layers = '[role="dialog"], .ant-dropdown, .ant-popover, .ant-select-dropdown, .ant-picker-dropdown';
const isCovered = (): boolean =>
  [...document.querySelectorAll(layers)].some((layer) => layer.checkVisibility());

/** The row in front: its link has the focus, or something else in it. */
const rowInFront = (): HTMLElement | null => {
  const at = document.activeElement;
  const row = at?.closest('tr, li');
  return row?.querySelector<HTMLElement>('[data-row]') ?? null;
};

/** Moves the keyboard from row to row, so that Enter opens the one in front. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = links.findIndex((link) => link === rowInFront());
  const next = links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** The matter of the row in front. */
export const matterInFront = (): string | undefined => rowInFront()?.dataset['row'];

function inFront(act: (matterId: string) => void): void {
  const matterId = matterInFront();
  if (matterId !== undefined) act(matterId);
}

/** j and k move through the list, x and X choose rows, a opens the acts, / searches, ? shows the keys. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const acts: Record<string, () => void> = {
      j: () => step(1),
      k: () => step(-1),
      x: () => inFront(latest.current.onPick),
      X: () => inFront(latest.current.onPickTo),
      a: () => latest.current.onActs(),
      Escape: () => latest.current.onUnpick(),
      '/': () => latest.current.onSearch(),
      '?': () => latest.current.onHelp(),
    };
    const press = (event: KeyboardEvent): void => {
      const act = acts[event.key];
      if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || isCovered()) return;
      event.preventDefault();
      act();
    };
    // Before a menu hears of the key and closes.
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}
