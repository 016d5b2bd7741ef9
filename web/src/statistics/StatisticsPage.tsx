import { DownloadOutlined } from '../kernel/desk/icons.tsx';
import { type ClosingGroup, figures, getClosing } from '@heliu/contract/statistics';
import { Button } from 'antd';
import { useState } from 'react';
import { Page, Panel } from '../kernel/desk/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { ClosingTable, type Opened } from './ClosingTable.tsx';
import { CountedDrawer } from './CountedDrawer.tsx';
import { csvOf, rateNames } from './csv.ts';
import { PeriodFilters } from './PeriodFilters.tsx';
import { useGroupName, useTexts } from './texts.ts';

/** Figures and rates of closing by group; every figure opens its matters. */
export function StatisticsPage() {
  const t = useTexts();
  const [filters, setFilters] = useFilters(getClosing.query);
  const [opened, setOpened] = useState<Opened>();
  const found = useEndpoint(getClosing, { query: filters }, { keepPrevious: true });
  const groups = found.data?.groups ?? [];
  const nameOf = useGroupName();
  const group = groups.find(({ key }) => key === opened?.key);
  const save = useSave(groups, filters.by);
  return (
    <Page
      title={t('title')}
      subtitle={t('text')}
      actions={
        <Button icon={<DownloadOutlined />} onClick={save} disabled={groups.length === 0}>
          {t('export')}
        </Button>
      }
    >
      <PeriodFilters filters={filters} setFilters={setFilters} />
      <Panel flush>
        {found.error !== null && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <PageSkeleton rows={8} />}
        {found.error === null && found.data !== undefined && (
          <ClosingTable
            groups={groups}
            total={found.data?.total}
            loading={found.isFetching}
            onOpen={setOpened}
            onInto={filters.by === 'place' ? (place) => setFilters({ place }) : undefined}
          />
        )}
      </Panel>
      {opened !== undefined && (
        <CountedDrawer
          title={`${group === undefined ? t('total') : nameOf(group)} · ${t(`figure.${opened.figure}`)}`}
          query={{
            ...filters,
            figure: opened.figure,
            ...(opened.key === undefined ? {} : { key: opened.key }),
          }}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}

function useSave(groups: readonly ClosingGroup[], by: string): () => void {
  const t = useTexts();
  const nameOf = useGroupName();
  return () => {
    const head = [
      t('key'),
      t('group'),
      ...figures.map((figure) => t(`figure.${figure}`)),
      ...rateNames.map((rate) => t(`rate.${rate}`)),
    ];
    const text = csvOf(
      head,
      groups.map((group) => [nameOf(group), group]),
    );
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = `statistics-${by}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
}
