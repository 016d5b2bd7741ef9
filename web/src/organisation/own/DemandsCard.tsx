import { listDemands } from '@heliu/contract/organisation/own';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useStageName } from '../../report/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

/** What was reported in the name of the organisation; each opens as a report of one's own does. */
export function DemandsCard({ organisationId }: { readonly organisationId: string }) {
  const t = useTexts();
  const stageName = useStageName();
  const found = usePages(listDemands, { params: { organisationId }, query: { limit: 20 } });
  return (
    <MobileCard title={t('demands.title')}>
      {found.isPending && <PageSkeleton rows={2} />}
      {found.error !== null && found.rows.length === 0 && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      )}
      {!found.isPending && found.error === null && found.rows.length === 0 && (
        <p className={styles.soft}>{t('demands.none')}</p>
      )}
      <ul className={styles.rows} aria-label={t('demands.title')}>
        {found.rows.map((row) => (
          <li key={row.matterId}>
            <Link to="/mine/$matterId" params={{ matterId: row.matterId }} className={styles.row ?? ''}>
              <span className={styles.between}>
                <strong>{row.title}</strong>
                <Mark tone={row.stage === 'closed' ? 'green' : 'blue'}>{stageName(row.stage)}</Mark>
              </span>
              <span className={styles.soft}>
                <Time at={row.registeredAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {found.hasMore && (
        <Button block loading={found.isLoadingMore} onClick={found.more}>
          {t('more')}
        </Button>
      )}
    </MobileCard>
  );
}
