import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense } from 'react';
import { setLanguage } from '@heliu/contract/people';
import { DemoBanner } from '../demo/index.tsx';
import { useSession } from '../kernel/auth/index.ts';
import { changeLanguage, useLanguage, useShow } from '../kernel/i18n/index.ts';
import { useLive } from '../kernel/live/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { type Tab, useFocusOnNavigation } from '../kernel/route/index.ts';
import { Hidden, HomeIcon, Logo, mainId, PageSkeleton, SkipLink } from '../kernel/ui/index.ts';
import { Bell } from '../notices/resident.tsx';
import { modules } from './modules.ts';
import styles from './shell.module.css';
import { useTexts } from './texts.ts';

const HomeLabel = () => useTexts()('home.title');

const tabs: readonly Tab[] = [
  { to: '/', order: 0, icon: () => <HomeIcon size={22} />, label: HomeLabel },
  ...modules.flatMap((one) => one.tabs),
].toSorted((a, b) => a.order - b.order);

const liveReads = modules.flatMap(({ live }) => live ?? []);

/** Frame of every page for residents: who we are, the page, and the bar at the thumb. */
export function Shell() {
  useFocusOnNavigation();
  useLive(useSession().account?.id, liveReads);
  return (
    <div className={styles.shell}>
      <SkipLink />
      <Top />
      <main className={styles.main} id={mainId} tabIndex={-1}>
        <DemoBanner />
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Bar />
    </div>
  );
}

function Top() {
  const t = useTexts();
  const show = useShow();
  const language = useLanguage();
  const { account, settings } = useSession();
  const save = useCommand(setLanguage);
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <header className={styles.top}>
      <div className={styles.topInner}>
        <Link to="/" className={styles.brand ?? ''}>
          <Logo />
          <span>{t('name')}</span>
          <span className={styles.city}>{show(settings.city)}</span>
        </Link>
        <div className={styles.space} />
        {account !== null && <Bell />}
        <button
          type="button"
          className={styles.language}
          onClick={() => {
            changeLanguage(other);
            if (account !== null) void save.run({ body: { language: other } });
          }}
        >
          <span lang={other}>{other === 'en' ? 'EN' : '中'}</span>
          <Hidden>{t('language')}</Hidden>
        </button>
      </div>
    </header>
  );
}

function Bar() {
  const t = useTexts();
  const { pathname } = useLocation();
  const current = tabs
    .filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  return (
    <nav className={styles.bar} aria-label={t('nav')}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link to={tab.to} aria-current={tab === current ? 'page' : undefined}>
              <tab.icon />
              <tab.label />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
