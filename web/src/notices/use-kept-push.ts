import { getNoticePreferences, getPush, type PushApp, subscribePush } from '@heliu/contract/notices';
import { useEffect } from 'react';
import { call } from '../kernel/api/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { pushHere } from './push.ts';

/** A browser that was subscribed in an earlier session or another app goes on in this one. */
export function useKeptPush(app: PushApp): void {
  const { run } = useCommand(subscribePush, { refresh: [getPush, getNoticePreferences] });
  useEffect(() => {
    const goOn = async (): Promise<void> => {
      const body = await pushHere();
      if (body === undefined) return;
      const { publicKey, browsers } = await call(getPush);
      if (publicKey !== null && !browsers.some((one) => one.present && one.app === app))
        await run({ body: { ...body, app } });
    };
    // Whoever cannot be pushed finds it all in the list.
    goOn().catch(() => undefined);
  }, [run, app]);
}
