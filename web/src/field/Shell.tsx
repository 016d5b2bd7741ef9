import { useLocation } from '@tanstack/react-router';
import { SignedIn, useCan, useSession } from '../kernel/auth/index.ts';
import { useLive } from '../kernel/live/index.ts';
import { MobileShell } from '../kernel/mobile/index.ts';
import { unsent, useOutboxView } from '../kernel/offline/index.ts';
import { DayParts, type Tab } from '../kernel/route/index.ts';
import { EmptyState, PersonIcon, SendIcon, useFocusOnMount } from '../kernel/ui/index.ts';
import { SignInCard } from '../people/field.tsx';
import { modules } from './modules.ts';
import { Notice } from './Notice.tsx';
import styles from './field.module.css';
import { useTexts } from './texts.ts';

function OutboxLabel() {
  const t = useTexts();
  const waiting = unsent(useOutboxView().items).length;
  return (
    <span className={styles.outbox}>
      {t('tab.outbox')}
      {waiting > 0 && (
        <>
          {' '}
          <span className={styles.badge}>{waiting}</span>
        </>
      )}
    </span>
  );
}

const MeLabel = () => useTexts()('tab.me');

const tabs: readonly Tab[] = [
  ...modules.flatMap((one) => one.tabs),
  { to: '/outbox', order: 80, icon: () => <SendIcon size={22} />, label: OutboxLabel },
  { to: '/me', order: 90, icon: () => <PersonIcon size={22} />, label: MeLabel },
].toSorted((a, b) => a.order - b.order);

const liveReads = modules.flatMap(({ live }) => live ?? []);
const today = modules.flatMap((one) => (one.today === undefined ? [] : [one.today]));
const behind = modules.flatMap((one) => (one.behind === undefined ? [] : [one.behind]));

const useFrame = () => {
  const t = useTexts();
  return { name: t('name'), languageLabel: t('switch'), barLabel: t('nav') };
};

/** Frame of every page of the field app. */
export function Shell() {
  const t = useTexts();
  const frame = useFrame();
  return (
    <SignedIn
      otherwise={
        <MobileShell {...frame} tabs={[]}>
          <SignInCard title={t('signIn.title')} lead={t('signIn.lead')} />
        </MobileShell>
      }
      again={<SignInAgain />}
    >
      <Frame />
    </SignedIn>
  );
}

function SignInAgain() {
  const t = useTexts();
  const focus = useFocusOnMount<HTMLElement>();
  return (
    <section ref={focus} tabIndex={-1} className={styles.again} aria-label={t('signIn.again')}>
      <SignInCard title={t('signIn.again')} lead={t('signIn.againText')} />
    </section>
  );
}

function Frame() {
  const t = useTexts();
  const frame = useFrame();
  const { account } = useSession();
  const can = useCan();
  useLive(account?.id, liveReads);
  const atMe = useLocation().pathname === '/me';
  if (account?.permissions.includes('queue.read') !== true) {
    return (
      <MobileShell {...frame} tabs={tabs.filter(({ to }) => to === '/me')}>
        {atMe ? undefined : (
          <EmptyState page title={t('staffOnly.title')} actions={<a href="/">{t('staffOnly.resident')}</a>}>
            {t('staffOnly.text')}
          </EmptyState>
        )}
      </MobileShell>
    );
  }
  const mine = tabs.filter(({ permissions }) => permissions?.some((one) => can(one)) !== false);
  return (
    <>
      {behind.map((Behind, index) => (
        <Behind key={index} />
      ))}
      <DayParts value={today}>
        <MobileShell {...frame} tabs={mine} notice={<Notice />} />
      </DayParts>
    </>
  );
}
