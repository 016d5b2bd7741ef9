import { MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined } from '../kernel/desk/icons.tsx';
import { Link, Navigate, Outlet, useMatches } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { Suspense, useState } from 'react';
import { CalendarAlarm } from '../city/console.tsx';
import { MailboxAlarm } from '../mails/console.tsx';
import { DemoBanner } from '../demo/index.tsx';
import { SignedIn, useAccount, useCan, useKeepLanguage, useSettings } from '../kernel/auth/index.ts';
import { LanguageSwitch, ThemeSwitch, useFocusBack } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useLive } from '../kernel/live/index.ts';
import { useFocusOnNavigation } from '../kernel/route/index.ts';
import { EmptyState, Logo, PageSkeleton, SkipLink, mainId } from '../kernel/ui/index.ts';
import { readSetting, writeSetting } from '../kernel/ui/setting.ts';
import { Bell } from '../notices/console.tsx';
import { ForcedPasswordPage } from '../people/console.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { modules } from './modules.ts';
import { mayOpen } from './menu.ts';
import { Navigation } from './Navigation.tsx';
import { NotYours } from './NotYours.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import styles from './shell.module.css';
import { useTexts } from './texts.ts';

/** The guard and frame of every page for signed-in staff. */
export function Layout() {
  const returnTo = window.location.pathname + window.location.search;
  return (
    <SignedIn otherwise={<Navigate to="/sign-in" search={{ returnTo }} replace />} again={<SignInAgain />}>
      <Frame />
    </SignedIn>
  );
}

function Frame() {
  const account = useAccount();
  if (account.mustChangePassword) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <ForcedPasswordPage />
      </Suspense>
    );
  }
  if (account.roles.every(({ role }) => role === 'resident')) return <ResidentOnly />;
  return <Shell />;
}

const liveReads = modules.flatMap(({ live }) => live ?? []);

/** As it was left on this device; at first open where lists keep room beside it. */
const startsCollapsed = (): boolean =>
  (readSetting('menu') ?? (matchMedia('(max-width: 1199px)').matches ? 'collapsed' : 'open')) === 'collapsed';

function Shell() {
  const t = useTexts();
  const can = useCan();
  const page = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '/' });
  const lost = useLive(useAccount().id, liveReads);
  const [drawer, setDrawer] = useState(false);
  const [collapsed, setCollapsed] = useState(startsCollapsed);
  useFocusOnNavigation();
  useFocusBack();
  const fold = (): void => {
    writeSetting('menu', collapsed ? 'open' : 'collapsed');
    setCollapsed(!collapsed);
  };
  return (
    <div className={styles.shell}>
      <SkipLink />
      <Top onMenu={() => setDrawer(true)} lost={lost} />
      <div className={[styles.side, collapsed ? styles.collapsed : ''].join(' ')}>
        <Navigation />
        <div className={styles.fold}>
          <Button
            type="text"
            icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            aria-label={t(collapsed ? 'menu.expand' : 'menu.collapse')}
            aria-expanded={!collapsed}
            onClick={fold}
          />
        </div>
      </div>
      <Drawer
        open={drawer}
        placement="left"
        size={260}
        title={t('name')}
        onClose={() => setDrawer(false)}
        styles={{ body: { padding: 0 } }}
      >
        <Navigation onFollow={() => setDrawer(false)} />
      </Drawer>
      <main className={styles.main} id={mainId} tabIndex={-1}>
        <DemoBanner />
        {can('city.import') && (
          <Suspense>
            <CalendarAlarm />
            <MailboxAlarm />
          </Suspense>
        )}
        <Suspense fallback={<PageSkeleton />}>{mayOpen(page, can) ? <Outlet /> : <NotYours />}</Suspense>
      </main>
    </div>
  );
}

function Top({ onMenu, lost }: { readonly onMenu: () => void; readonly lost: boolean }) {
  const t = useTexts();
  const show = useShow();
  const { city } = useSettings();
  const keepLanguage = useKeepLanguage();
  return (
    <header className={styles.top}>
      <Button
        className={styles.burger ?? ''}
        type="text"
        icon={<MenuOutlined />}
        aria-label={t('menu.open')}
        onClick={onMenu}
      />
      <Link to="/" className={styles.brand ?? ''}>
        <Logo />
        <span>{t('name')}</span>
        <span className={styles.city}>{show(city)}</span>
      </Link>
      <div className={styles.space} />
      <output className={styles.lost}>{lost && t('lost')}</output>
      <div className={styles.tools}>
        <LanguageSwitch onChange={(chosen) => void keepLanguage(chosen)} />
        <ThemeSwitch />
        <Bell />
        <AccountMenu />
      </div>
    </header>
  );
}

function ResidentOnly() {
  const t = useTexts();
  return (
    <main id={mainId} tabIndex={-1}>
      <EmptyState
        page
        title={t('residentOnly.title')}
        actions={
          <Button type="primary" href="/">
            {t('residentOnly.go')}
          </Button>
        }
      >
        {t('residentOnly.text')}
      </EmptyState>
      <div style={{ display: 'grid', placeItems: 'center' }}>
        <AccountMenu />
      </div>
    </main>
  );
}
