import { Button, Grid, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import type { Key, ReactNode } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { ErrorState, PageSkeleton } from '../ui/index.ts';
import styles from './desk.module.css';

/** What `usePages` answers. */
export interface PagedRows<Row> {
  readonly rows: readonly Row[];
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly more: () => void;
  readonly refetch: () => unknown;
}

interface CursorTableProps<Row extends object> {
  readonly found: PagedRows<Row>;
  readonly columns: ColumnsType<Row>;
  readonly rowKey: (row: Row) => Key;
  /** Names the table to screen readers. */
  readonly label: string;
  /** The same row where a table does not fit: on phones. */
  readonly card: (row: Row) => ReactNode;
  readonly empty: ReactNode;
  readonly selection?: { readonly keys: readonly Key[]; readonly onChange: (keys: readonly Key[]) => void };
}

/** A list that pages by cursor: a dense table, cards on a phone, "load more" at its end. */
export function CursorTable<Row extends object>(props: CursorTableProps<Row>) {
  const { found, columns, rowKey, label, card, empty, selection } = props;
  const t = useKernelTexts();
  const { md } = Grid.useBreakpoint();
  if (found.error !== null && found.error !== undefined && found.rows.length === 0) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.isPending) return <PageSkeleton />;
  if (found.rows.length === 0) return empty;
  const waiting = found.isFetching && !found.isLoadingMore;
  return (
    <div aria-busy={waiting}>
      {md === false ? (
        <ul className={styles.cards} aria-label={label}>
          {found.rows.map((row) => (
            <li key={rowKey(row)}>{card(row)}</li>
          ))}
        </ul>
      ) : (
        <Table<Row>
          size="small"
          aria-label={label}
          columns={columns}
          dataSource={[...found.rows]}
          rowKey={rowKey}
          pagination={false}
          {...(selection === undefined
            ? {}
            : {
                rowSelection: {
                  selectedRowKeys: [...selection.keys],
                  onChange: (keys: Key[]) => selection.onChange(keys),
                },
              })}
        />
      )}
      <div className={styles.tableFoot}>
        {found.hasMore ? (
          <Button onClick={found.more} loading={found.isLoadingMore}>
            {t('list.more')}
          </Button>
        ) : (
          <span>{t('list.all')}</span>
        )}
      </div>
    </div>
  );
}
