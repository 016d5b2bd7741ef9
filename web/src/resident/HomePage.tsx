import { Link } from '@tanstack/react-router';
import { useSession } from '../kernel/auth/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { usePageTitle } from '../kernel/route/index.ts';
import { modules } from './modules.ts';
import styles from './shell.module.css';
import { useTexts } from './texts.ts';

const actions = modules.flatMap((one) => one.actions).toSorted((a, b) => a.order - b.order);

/** The few things people come for, large enough for a thumb. */
export function HomePage() {
  const t = useTexts();
  const show = useShow();
  const { account, settings } = useSession();
  const city = show(settings.city);
  usePageTitle(t('home.title'), city);
  const shown = actions.filter(
    ({ shownTo }) => shownTo === 'everybody' || (shownTo === 'signedIn') === (account !== null),
  );
  return (
    <div className={styles.home}>
      <header className={styles.hero}>
        <Confluence />
        <h1>
          {account === null ? t('home.greeting') : t('home.greetingNamed', { name: account.displayName })}
        </h1>
        <p>{t('home.lead', { city })}</p>
      </header>
      <ul className={styles.actions} aria-label={t('home.actions')}>
        {shown.map((action) => (
          <li key={action.to} className={action.weight === 'main' ? styles.mainAction : undefined}>
            <Link to={action.to} className={styles.action ?? ''}>
              <action.icon />
              <strong>
                <action.title />
              </strong>
              <span>
                <action.hint />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <footer className={styles.foot}>
        <span>{t('foot.privacy')}</span>
        <span className={styles.footLinks}>
          <Link to="/help">{t('foot.help')}</Link>
          <a href="/console">{t('foot.staff')}</a>
        </span>
      </footer>
    </div>
  );
}

const Confluence = () => (
  <svg viewBox="0 0 240 160" aria-hidden="true">
    <g fill="none" stroke="#7fc4d8" strokeLinecap="round">
      <path d="M60-10c0 70 70 70 90 170" strokeWidth="3" opacity=".4" />
      <path d="M110-10c0 70 40 80 46 170" strokeWidth="2" opacity=".3" />
      <path d="M170-10c0 80-10 90-10 170" strokeWidth="4" opacity=".25" />
      <path d="M240-10c0 90-70 80-74 170" strokeWidth="2.500" opacity=".4" />
    </g>
  </svg>
);
