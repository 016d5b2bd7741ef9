import { useEffect, useEffectEvent } from 'react';
import { useOnline, useOutboxView } from '../../kernel/offline/index.ts';
import { useReadDay } from './use-read-day.ts';

const everyMs = 5 * 60_000;
const soonMs = 800;

/** Behind every page: what the day needs is read while there is a network, and again after something was sent. */
export function ReadDay() {
  const online = useOnline();
  const { read } = useReadDay();
  const sent = useOutboxView().items.filter(({ state }) => state === 'sent').length;
  const look = useEffectEvent(() => void read());
  useEffect(() => {
    if (!online) return undefined;
    const soon = setTimeout(() => look(), soonMs);
    const timer = setInterval(() => look(), everyMs);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [online, sent]);
  return null;
}
