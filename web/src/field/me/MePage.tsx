import { signOut } from '@heliu/contract/people';
import { Button } from 'antd-mobile';
import { useAccount } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { ask, MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { unsent, useDrafts, useForget, useOutboxView } from '../../kernel/offline/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { Facts, Refusal } from '../../kernel/ui/index.ts';
import { PushCard } from '../../notices/field.tsx';
import { DisplayCard } from '../../people/field.tsx';
import styles from '../field.module.css';
import { useTexts } from '../texts.ts';
import { DeviceCard } from './DeviceCard.tsx';

/** Oneself, this device, and the way out. */
export function MePage() {
  const t = useTexts();
  const show = useShow();
  const { displayName, login, roles } = useAccount();
  const held = roles.flatMap(({ scope }) => (scope === null ? [] : [show(scope.name)]));
  return (
    <MobilePage title={t('me.title')}>
      <MobileCard>
        <Facts
          facts={[
            { label: t('me.name'), value: displayName },
            { label: t('me.login'), value: login },
            { label: t('me.places'), value: held.join('、') },
          ]}
        />
      </MobileCard>
      <DisplayCard />
      <PushCard />
      <DeviceCard />
      <SignOut />
    </MobilePage>
  );
}

/** What has not arrived is named before somebody leaves: it stays here, sealed, until the same person is back. */
function SignOut() {
  const t = useTexts();
  const { id } = useAccount();
  const waiting = unsent(useOutboxView().items);
  const out = useCommand(signOut);
  const drafts = useDrafts();
  const forget = useForget();
  const end = async (): Promise<void> => {
    if (await forget(id, async () => (await out.run({})) !== undefined)) window.location.assign('/field');
  };
  const leave = async (): Promise<void> => {
    const begun = (await drafts?.count(presentMs())) ?? 0;
    if (waiting.length + begun > 0) {
      const sure = await ask({
        title: t(waiting.length > 0 ? 'signOut.unsent' : 'signOut.begun', {
          count: waiting.length > 0 ? waiting.length : begun,
        }),
        content: (
          <>
            <ul className={styles.list}>
              {waiting.map(({ id: item, command }) => (
                <li key={item}>{command.about.title}</li>
              ))}
            </ul>
            {waiting.length > 0 && <p className={styles.soft}>{t('signOut.stays')}</p>}
            {begun > 0 && <p className={styles.soft}>{t('signOut.clears', { count: begun })}</p>}
          </>
        ),
        confirmText: t('signOut.anyway'),
        cancelText: t('signOut.stay'),
      });
      if (!sure) return;
    }
    await end();
  };
  return (
    <>
      <Refusal error={out.error} onRetry={() => void end()} />
      <Button block size="large" loading={out.pending} onClick={() => void leave()}>
        {t('signOut.act')}
      </Button>
    </>
  );
}
