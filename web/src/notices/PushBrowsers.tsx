import { endPush, getNoticePreferences, getPush, type PushApp, subscribePush } from '@heliu/contract/notices';
import { useState } from 'react';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { Refusal, Time } from '../kernel/ui/index.ts';
import styles from './notices.module.css';
import { canPush, type PushFault, startPush, stopPush } from './push.ts';
import { useTexts } from './texts.ts';

const refresh = [getPush, getNoticePreferences];

/** Browsers of mine that take pushed notices; this one is added and taken away here. */
export function PushBrowsers({ app }: { readonly app: PushApp }) {
  const t = useTexts();
  const { data } = useEndpoint(getPush, {});
  const subscribe = useCommand(subscribePush, { refresh });
  const end = useCommand(endPush, { refresh });
  const [fault, setFault] = useState<PushFault>();
  const [asking, setAsking] = useState(false);
  const { run } = subscribe;
  const present = data?.browsers.some((one) => one.present);
  if (data === undefined || data.publicKey === null) return null;
  const key = data.publicKey;
  const start = async (): Promise<void> => {
    setAsking(true);
    const made = await startPush(key);
    if (typeof made !== 'string') await run({ body: { ...made, app } });
    setFault(typeof made === 'string' ? made : undefined);
    setAsking(false);
  };
  const stop = async (id: string, here: boolean): Promise<void> => {
    const ended = await end.run({ params: { id } });
    if (ended !== undefined && here) await stopPush();
  };
  return (
    <>
      <ul className={styles.browsers}>
        {data.browsers.map((one) => (
          <li key={one.id}>
            <span>
              {t(one.present ? 'push.here' : 'push.elsewhere', { service: one.service })}{' '}
              <span className={styles.soft}>
                <Time at={one.since} show="relative" />
              </span>
            </span>
            <button type="button" className={styles.button} onClick={() => void stop(one.id, one.present)}>
              {t('push.stop')}
            </button>
          </li>
        ))}
      </ul>
      {present !== true &&
        (canPush() ? (
          <button type="button" className={styles.button} disabled={asking} onClick={() => void start()}>
            {t('push.start')}
          </button>
        ) : (
          <p className={styles.soft}>{t('push.unable')}</p>
        ))}
      {fault !== undefined && (
        <p role="alert" className={styles.soft}>
          {t(`push.${fault}`)}
        </p>
      )}
      <Refusal error={subscribe.error ?? end.error} onRetry={subscribe.retry} />
      <p className={styles.soft}>{t('push.text')}</p>
    </>
  );
}
