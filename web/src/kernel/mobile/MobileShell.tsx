import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useKeepLanguage, useSession } from '../auth/index.ts';
import { changeLanguage, useLanguage, useShow } from '../i18n/index.ts';
import { type Tab, useFocusOnNavigation } from '../route/index.ts';
import { Hidden, Logo, mainId, PageSkeleton, SkipLink } from '../ui/index.ts';
import styles from './shell.module.css';

interface MobileShellProps {
  /** The app by its name, and its words for the switch of languages and the bar. */
  readonly name: string;
  readonly languageLabel: string;
  readonly barLabel: string;
  readonly tabs: readonly Tab[];
  /** Beside the switch of languages. */
  readonly aside?: ReactNode;
  /** Above every page, such as that there is no network. */
  readonly notice?: ReactNode;
  /** Instead of the routed page. */
  readonly children?: ReactNode;
}

/** Frame of every page of a phone app: who we are, the page, and the bar at the thumb. */
export function MobileShell({ notice, children, tabs, barLabel, ...top }: MobileShellProps) {
  useFocusOnNavigation();
  return (
    <div className={styles.shell}>
      <SkipLink />
      <Top {...top} />
      <main className={styles.main} id={mainId} tabIndex={-1}>
        {notice}
        <Suspense fallback={<PageSkeleton />}>{children ?? <Outlet />}</Suspense>
      </main>
      {tabs.length > 0 && <Bar tabs={tabs} label={barLabel} />}
    </div>
  );
}

function Top({ name, languageLabel, aside }: Pick<MobileShellProps, 'name' | 'languageLabel' | 'aside'>) {
  const show = useShow();
  const language = useLanguage();
  const { account, settings } = useSession();
  const keep = useKeepLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <header className={styles.top}>
      <div className={styles.topInner}>
        <Link to="/" className={styles.brand ?? ''}>
          <Logo />
          <span>{name}</span>
          <span className={styles.city}>{show(settings.city)}</span>
        </Link>
        <div className={styles.space} />
        {aside}
        <button
          type="button"
          className={styles.language}
          onClick={() => {
            changeLanguage(other);
            if (account !== null) void keep(other);
          }}
        >
          <span lang={other}>{other === 'en' ? 'EN' : '中'}</span>
          <Hidden>{languageLabel}</Hidden>
        </button>
      </div>
    </header>
  );
}

function Bar({ tabs, label }: { readonly tabs: readonly Tab[]; readonly label: string }) {
  const { pathname } = useLocation();
  const current = tabs
    .filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  return (
    <nav className={styles.bar} aria-label={label}>
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
