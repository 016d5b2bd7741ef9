import { useEffect, useRef } from 'react';

export const deskKeys = ['c', 'k', 'n', 'b', '?'] as const;
export type DeskKey = (typeof deskKeys)[number];

const fields = 'input, textarea, select, [contenteditable], [role="dialog"], [role="combobox"]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(fields) !== null;

/** One key each outside of fields; Escape leaves a field, so that hands stay where they are while talking. */
export function useDeskKeys(acts: Readonly<Partial<Record<DeskKey, () => void>>>): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target)) {
        const inDialog = event.target instanceof HTMLElement && event.target.closest('[role="dialog"]');
        if (event.key === 'Escape' && !inDialog && event.target instanceof HTMLElement) event.target.blur();
        return;
      }
      const key = deskKeys.find((one) => one === event.key);
      const act = key && latest.current[key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
