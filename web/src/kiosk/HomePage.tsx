import { getCityOverview } from '@heliu/contract/city/overview';
import { Link } from '@tanstack/react-router';
import { useSettings } from '../kernel/auth/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { usePageTitle } from '../kernel/route/index.ts';
import styles from './kiosk.module.css';
import { modules } from './modules.ts';
import { useTexts } from './texts.ts';

const offered = new Set(['/report', '/track', '/knowledge']);
const actions = modules
  .flatMap((one) => one.actions)
  .filter(({ to }) => offered.has(to))
  .toSorted((a, b) => a.order - b.order);
const keptMs = 30 * 60_000;

export function HomePage() {
  const t = useTexts();
  const show = useShow();
  const { city } = useSettings();
  const { data } = useEndpoint(getCityOverview, {}, { staleTimeMs: keptMs });
  usePageTitle(t('title'), show(city));
  return (
    <div className={styles.home}>
      <h1>{t('greeting')}</h1>
      <p>{t('lead')}</p>
      <ul className={styles.actions} aria-label={t('actions')}>
        {actions.map((action) => (
          <li key={action.to}>
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
      {data !== undefined && <p className={styles.hotline}>{t('hotline', { hotline: data.hotline })}</p>}
    </div>
  );
}
