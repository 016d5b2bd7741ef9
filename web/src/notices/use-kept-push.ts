import { getNoticePreferences, getPush, subscribePush } from '@heliu/contract/notices';
import { useEffect } from 'react';
import { call } from '../kernel/api/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { pushHere } from './push.ts';

/** A browser that was subscribed in an earlier session goes on in this one. */
export function useKeptPush(): void {
  const { run } = useCommand(subscribePush, { refresh: [getPush, getNoticePreferences] });
  useEffect(() => {
    const goOn = async (): Promise<void> => {
      const body = await pushHere();
      if (body === undefined) return;
      const { publicKey, browsers } = await call(getPush);
      if (publicKey !== null && !browsers.some(({ present }) => present)) await run({ body });
    };
    // Whoever cannot be pushed finds it all in the list.
    goOn().catch(() => undefined);
  }, [run]);
}
