import { listOwnCopies } from '@heliu/contract/organisation/circulars';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { CopyMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

/** Notices and orders to the organisation: what is overdue first. */
export function CircularsCard({ organisationId }: { readonly organisationId: string }) {
  const t = useTexts();
  const show = useShow();
  const found = usePages(listOwnCopies, { params: { organisationId }, query: { limit: 20 } });
  return (
    <MobileCard title={t('circulars.title')}>
      {found.isPending && <PageSkeleton rows={2} />}
      {found.error !== null && found.rows.length === 0 && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      )}
      {!found.isPending && found.error === null && found.rows.length === 0 && (
        <p className={styles.soft}>{t('circulars.noneOwn')}</p>
      )}
      <ul className={styles.rows} aria-label={t('circulars.title')}>
        {found.rows.map((row) => (
          <li key={row.circularId}>
            <Link
              to="/organisations/$organisationId/circulars/$circularId"
              params={{ organisationId, circularId: row.circularId }}
              className={styles.row ?? ''}
            >
              <span className={styles.between}>
                <strong>{row.title}</strong>
                <span className={styles.line}>
                  <CopyMark state={row.state} overdue={row.overdue} />
                </span>
              </span>
              <span className={styles.soft}>
                {t(`circular.kind.${row.kind}`)} · {show(row.unit.name)} · <Time at={row.sentAt} />
              </span>
              {row.dueAt !== null && (
                <span className={styles.soft}>
                  {t('circular.due')} <Time at={row.dueAt} show="absolute" />
                </span>
              )}
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
