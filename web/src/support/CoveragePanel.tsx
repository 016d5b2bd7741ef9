import type { EndpointReply } from '@heliu/contract/endpoint';
import { getSupportCoverage } from '@heliu/contract/support';
import { Grid, Table } from 'antd';
import { Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { EmptyState, ErrorState, Facts, PageSkeleton } from '../kernel/ui/index.ts';
import styles from './support.module.css';
import { useTexts } from './texts.ts';

type Row = EndpointReply<typeof getSupportCoverage>['rows'][number];

const everyMs = 10 * 60_000;
const figures = ['entries', 'visited', 'complete', 'referrals'] as const;

/** How many entries each kind has, and how many were visited as agreed; nobody is in it. */
export function CoveragePanel() {
  const t = useTexts();
  const show = useShow();
  const { data, error, refetch, isFetching } = useEndpoint(getSupportCoverage, {}, { refetchMs: everyMs });
  const { md } = Grid.useBreakpoint();
  const rows = data?.rows ?? [];
  return (
    <Panel title={t('coverage.title')}>
      <p className={styles.soft}>{t('coverage.text')}</p>
      {error !== null && data === undefined && (
        <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {error === null && data === undefined && <PageSkeleton rows={3} />}
      {data !== undefined && rows.length === 0 && (
        <EmptyState title={t('coverage.none')}>{t('coverage.noneText')}</EmptyState>
      )}
      {md === false &&
        rows.map((row) => (
          <section key={row.kind} className={styles.card} aria-label={show(row.name)}>
            <strong>{show(row.name)}</strong>
            <Facts
              facts={figures.map((figure) => ({ label: t(`coverage.${figure}`), value: row[figure] }))}
            />
          </section>
        ))}
      {md !== false && rows.length > 0 && (
        <Table<Row>
          aria-label={t('coverage.title')}
          size="small"
          rowKey={({ kind }) => kind}
          dataSource={rows}
          pagination={false}
          columns={[
            { title: t('coverage.kind'), render: (_, { name }) => show(name) },
            ...figures.map((figure) => ({
              title: t(`coverage.${figure}`),
              align: 'right' as const,
              render: (_: unknown, row: Row) => row[figure],
            })),
          ]}
        />
      )}
    </Panel>
  );
}
