import { signOut } from '@heliu/contract/people';
import { Link, Outlet } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useSession } from '../kernel/auth/index.ts';
import { followLanguage, useLanguage, useShow } from '../kernel/i18n/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { useFocusOnNavigation } from '../kernel/route/index.ts';
import { EmptyState, Logo, mainId, PageSkeleton, Refusal, SkipLink } from '../kernel/ui/index.ts';
import { useEndVisit } from './end-visit.ts';
import styles from './kiosk.module.css';
import { useTexts } from './texts.ts';

const languages = [
  ['zh', '中文'],
  ['en', 'English'],
] as const;

/** Frame of every page at a counter: large, with the way out always in the same corner. */
export function Shell() {
  const { account } = useSession();
  useFocusOnNavigation();
  return (
    <div className={styles.shell}>
      <SkipLink />
      <Top />
      <main className={styles.body} id={mainId} tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          {account === null ? <Outlet /> : <SignedInHere name={account.displayName} />}
        </Suspense>
      </main>
    </div>
  );
}

function Top(): ReactNode {
  const t = useTexts();
  const show = useShow();
  const end = useEndVisit();
  const language = useLanguage();
  const { settings } = useSession();
  return (
    <header className={styles.top}>
      <Link to="/" className={styles.brand ?? ''}>
        <Logo />
        <span>{show(settings.city)}</span>
      </Link>
      <fieldset className={styles.languages} aria-label={t('language')}>
        {languages.map(([code, name]) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={language === code}
            onClick={() => followLanguage(code)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <button type="button" className={styles.end} onClick={end}>
        {t('end')}
      </button>
    </header>
  );
}

/** A report would be this account's: nobody goes on before it is signed out. */
function SignedInHere({ name }: { readonly name: string }) {
  const t = useTexts();
  const end = useEndVisit();
  const out = useCommand(signOut);
  const leave = async (): Promise<void> => {
    if ((await out.run({})) !== undefined) end();
  };
  return (
    <EmptyState
      page
      title={t('account')}
      actions={
        <button type="button" className={styles.main} onClick={() => void leave()}>
          {t('signOut')}
        </button>
      }
    >
      {t('accountText', { name })}
      <Refusal error={out.error} onRetry={() => void leave()} />
    </EmptyState>
  );
}
