import { useCallback, useEffect, useRef, useState } from 'react';
import { idleSeconds, secondsLeft, touches } from './idle.ts';

/** The question itself has buttons: only what they say counts. */
const isAsked = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('dialog') !== null;

/**
 * Counts the seconds without a touch down, from the first touch of a visit on, so that nobody is asked where nobody has
 * come. It reckons by the device's own clock: a sleep counts too.
 */
export function useSecondsLeft(): { readonly left: number; readonly touch: () => void } {
  const [left, setLeft] = useState(idleSeconds);
  const touchedAt = useRef<number>(undefined);
  const touch = useCallback(() => {
    touchedAt.current = Date.now();
    setLeft(idleSeconds);
  }, []);
  useEffect(() => {
    const listen = ({ target }: Event): void => {
      if (!isAsked(target)) touch();
    };
    const timer = setInterval(() => {
      if (touchedAt.current !== undefined) setLeft(secondsLeft(touchedAt.current, Date.now()));
    }, 500);
    for (const kind of touches) window.addEventListener(kind, listen, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const kind of touches) window.removeEventListener(kind, listen, { capture: true });
    };
  }, [touch]);
  return { left, touch };
}
