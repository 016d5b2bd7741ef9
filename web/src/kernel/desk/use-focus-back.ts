import { useEffect } from 'react';
import { mainId } from '../ui/index.ts';

/** What opens over the page. */
const layers = '.ant-modal-root, .ant-drawer, .ant-dropdown, .ant-popover';

/**
 * Gives the keyboard back to whatever opened a dialog once that is gone. A dialog taken from the page at once, or opened
 * from a menu that is gone itself, leaves it nowhere otherwise.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let opener: HTMLElement | undefined;
    const watched = new WeakSet<Element>();
    const gone = new ResizeObserver((entries) => {
      const { activeElement } = document;
      if (entries.every(({ target }) => target.checkVisibility())) return;
      if (activeElement !== null && activeElement !== document.body && activeElement.checkVisibility())
        return;
      const back = opener?.checkVisibility() === true ? opener : document.getElementById(mainId);
      back?.focus({ preventScroll: true });
    });
    const entered = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      const layer = target.closest(layers);
      if (layer === null) opener = target;
      else if (!watched.has(layer)) {
        watched.add(layer);
        gone.observe(layer.querySelector('.ant-modal-wrap') ?? layer);
      }
    };
    document.addEventListener('focusin', entered);
    return () => {
      gone.disconnect();
      document.removeEventListener('focusin', entered);
    };
  }, []);
}
