import { useEffect } from 'react';

/** Marks the link of a row, to which j and k move. */
export const rowLink = { 'data-row': '' } as const;

interface ListKeys {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;

/** Moves the keyboard from row to row, so that Enter opens the one in front. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** j and k move through the list, / goes to the search field, ? shows the keys. */
export function useListKeys({ onSearch, onHelp }: ListKeys): void {
  useEffect(() => {
    const acts: Record<string, () => void> = {
      j: () => step(1),
      k: () => step(-1),
      '/': onSearch,
      '?': onHelp,
    };
    const press = (event: KeyboardEvent): void => {
      const act = acts[event.key];
      if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onSearch, onHelp]);
}
