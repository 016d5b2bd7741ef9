import { listOwnCopies } from '@heliu/contract/organisation/circulars';
import { Link } from '@tanstack/react-router';
import { useShow } from '../../kernel/i18n/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import { CopyMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { RowsCard } from './RowsCard.tsx';

/** Notices and orders to the organisation: what is overdue first. */
export function CircularsCard({ organisationId }: { readonly organisationId: string }) {
  const t = useTexts();
  const show = useShow();
  const found = usePages(listOwnCopies, { params: { organisationId }, query: { limit: 20 } });
  return (
    <RowsCard
      title={t('circulars.title')}
      found={found}
      none={t('circulars.noneOwn')}
      rowKey={({ circularId }) => circularId}
    >
      {(row) => (
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
      )}
    </RowsCard>
  );
}
