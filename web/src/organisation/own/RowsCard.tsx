import { Button } from 'antd-mobile';
import type { ReactNode } from 'react';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

interface Found<Row> {
  readonly rows: readonly Row[];
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly refetch: () => unknown;
}

interface RowsCardProps<Row> {
  readonly title: string;
  readonly found: Found<Row>;
  /** What is said where there are none. */
  readonly none: string;
  readonly rowKey: (row: Row) => string;
  readonly children: (row: Row) => ReactNode;
}

/** A card of rows that go on as far as one asks. */
export function RowsCard<Row>({ title, found, none, rowKey, children }: RowsCardProps<Row>) {
  const t = useTexts();
  const empty = found.rows.length === 0;
  return (
    <MobileCard title={title}>
      {found.isPending && <PageSkeleton rows={2} />}
      {found.error !== null && empty && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      )}
      {!found.isPending && found.error === null && empty && <p className={styles.soft}>{none}</p>}
      {!empty && (
        <ul className={styles.rows} aria-label={title}>
          {found.rows.map((row) => (
            <li key={rowKey(row)}>{children(row)}</li>
          ))}
        </ul>
      )}
      {found.hasMore && (
        <Button block loading={found.isLoadingMore} onClick={found.more}>
          {t('more')}
        </Button>
      )}
    </MobileCard>
  );
}
