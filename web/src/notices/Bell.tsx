import { countNotices } from '@heliu/contract/notices';
import { Link } from '@tanstack/react-router';
import { useEndpoint } from '../kernel/query/index.ts';
import { BellIcon } from '../kernel/ui/index.ts';
import styles from './notices.module.css';
import { useTexts } from './texts.ts';
import { useKeptPush } from './use-kept-push.ts';

/** The way to one's notices, with how many are unread; both apps have it at the top. */
export function Bell() {
  const t = useTexts();
  useKeptPush('console');
  const { data } = useEndpoint(countNotices, {}, { refetchMs: 60_000 });
  const count = data?.unread ?? 0;
  const label = count === 0 ? t('bell.none') : count > 99 ? t('bell.many') : t('bell.some', { count });
  return (
    <Link to="/notices" className={styles.bell ?? ''} aria-label={label} title={label}>
      <BellIcon size={20} />
      {count > 0 && (
        <span className={styles.count} aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
}
