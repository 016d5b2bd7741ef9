import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { useLanguage } from '../../kernel/i18n/index.ts';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { askToLast, deviceRoom, useOutboxView } from '../../kernel/offline/index.ts';
import { clockAheadMs, formatSpan } from '../../kernel/time/index.ts';
import { Facts, formatBytes } from '../../kernel/ui/index.ts';
import styles from '../field.module.css';
import { useTexts } from '../texts.ts';

/** What this device keeps, how much room there is, and whether its clock is right. */
export function DeviceCard() {
  const t = useTexts();
  const language = useLanguage();
  const count = useOutboxView().items.length;
  const room = useQuery({
    queryKey: ['field.device', count],
    queryFn: async () => (await deviceRoom()) ?? null,
    staleTime: 0,
  });
  const found = room.data ?? undefined;
  const ahead = clockAheadMs();
  const clock =
    ahead === 0
      ? t('device.clockRight')
      : t(ahead > 0 ? 'device.clockSlow' : 'device.clockFast', { span: formatSpan(ahead, language) });
  return (
    <MobileCard title={t('device.title')}>
      <Facts
        facts={[
          ...(found === undefined
            ? []
            : [
                {
                  label: t('device.room'),
                  value: t('device.used', {
                    used: formatBytes(found.usedBytes),
                    quota: formatBytes(found.quotaBytes),
                  }),
                },
                { label: t('device.lasting'), value: t(found.lasting ? 'device.lasts' : 'device.mayGo') },
              ]),
          { label: t('device.clock'), value: clock },
        ]}
      />
      {found !== undefined && !found.lasting && (
        <Button onClick={() => void askToLast().then(() => room.refetch())}>{t('device.ask')}</Button>
      )}
      <p className={styles.soft}>{t('device.sealed')}</p>
    </MobileCard>
  );
}
