import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useOnline, useOutboxView } from '../../kernel/offline/index.ts';
import { followLists } from './follow-lists.ts';
import { useReadDay } from './use-read-day.ts';

const everyMs = 5 * 60_000;
const soonMs = 800;

/** Behind every page: what the day needs is read while there is a network, and again once something was sent or changed. */
export function ReadDay() {
  const online = useOnline();
  const client = useQueryClient();
  const { read } = useReadDay();
  const sent = useOutboxView().items.filter(({ state }) => state === 'sent').length;
  const look = useEffectEvent(() => void read());
  useEffect(() => {
    if (!online) return undefined;
    const soon = setTimeout(() => look(), soonMs);
    const timer = setInterval(() => look(), everyMs);
    const stop = followLists(client, () => look());
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
      stop();
    };
  }, [online, sent, client]);
  return null;
}
