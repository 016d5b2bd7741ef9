import { DownloadOutlined } from '@ant-design/icons';
import { type ClosingGroup, type Figure, figures, getClosing, groupings } from '@heliu/contract/statistics';
import { Button, DatePicker, Select, Table } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { FilterBar, Page, Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState, ErrorState } from '../kernel/ui/index.ts';
import { CountedDrawer } from './CountedDrawer.tsx';
import { csvOf, percent, rateNames } from './csv.ts';
import { useTexts } from './texts.ts';

interface Opened {
  readonly figure: Figure;
  readonly key: string;
  readonly name: string;
}

/** Figures and rates of closing by group; every figure opens its matters. */
export function StatisticsPage() {
  const t = useTexts();
  const show = useShow();
  const [filters, setFilters] = useFilters(getClosing.query);
  const [opened, setOpened] = useState<Opened>();
  const found = useEndpoint(getClosing, { query: filters }, { keepPrevious: true });
  const groups = found.data?.groups ?? [];
  const save = () => {
    const head = [
      'key',
      t('group'),
      ...figures.map((figure) => t(`figure.${figure}`)),
      ...rateNames.map((rate) => t(`rate.${rate}`)),
    ];
    const text = csvOf(
      head,
      groups.map((group) => [show(group.name), group]),
    );
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = `statistics-${filters.by}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const day = (value: string | undefined) => (value === undefined ? null : dayjs(value));
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
      <FilterBar label={t('filters')}>
        <Select
          value={filters.by}
          onChange={(by) => setFilters({ by })}
          aria-label={t('byLabel')}
          style={{ width: 140 }}
          options={groupings.map((by) => ({ value: by, label: t(`by.${by}`) }))}
        />
        {(['from', 'to'] as const).map((name) => (
          <DatePicker
            key={name}
            value={day(filters[name])}
            onChange={(value) => setFilters({ [name]: value?.format('YYYY-MM-DD') })}
            placeholder={t(name)}
            aria-label={t(name)}
          />
        ))}
        <DatePicker
          showTime
          value={day(filters.asOf)}
          onChange={(value) => setFilters({ asOf: value?.toISOString() })}
          placeholder={t('asOf')}
          aria-label={t('asOf')}
        />
      </FilterBar>
      <Panel flush>
        {found.error !== null ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Table<ClosingGroup>
            aria-label={t('title')}
            size="middle"
            loading={found.isPending}
            rowKey={({ key }) => key}
            dataSource={groups}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <EmptyState title={t('none')}>{t('noneText')}</EmptyState> }}
            columns={[
              { title: t('group'), fixed: 'left', render: (_, { name }) => show(name) },
              ...figures.map((figure) => ({
                title: t(`figure.${figure}`),
                align: 'right' as const,
                sorter: (a: ClosingGroup, b: ClosingGroup) => a.figures[figure] - b.figures[figure],
                render: (_: unknown, { key, name, figures: counts }: ClosingGroup) =>
                  counts[figure] === 0 ? (
                    0
                  ) : (
                    <Button
                      type="link"
                      size="small"
                      aria-label={`${show(name)}: ${t(`figure.${figure}`)} ${counts[figure]}`}
                      onClick={() => setOpened({ figure, key, name: show(name) })}
                    >
                      {counts[figure]}
                    </Button>
                  ),
              })),
              ...rateNames.map((rate) => ({
                title: t(`rate.${rate}`),
                align: 'right' as const,
                sorter: (a: ClosingGroup, b: ClosingGroup) => (a.rates[rate] ?? -1) - (b.rates[rate] ?? -1),
                render: (_: unknown, { rates }: ClosingGroup) => percent(rates[rate]),
              })),
            ]}
            summary={() =>
              found.data === undefined ? null : (
                <Table.Summary.Row>
                  <Table.Summary.Cell index={0}>{t('total')}</Table.Summary.Cell>
                  {figures.map((figure, i) => (
                    <Table.Summary.Cell key={figure} index={i + 1} align="right">
                      {found.data.total.figures[figure]}
                    </Table.Summary.Cell>
                  ))}
                  {rateNames.map((rate, i) => (
                    <Table.Summary.Cell key={rate} index={figures.length + i + 1} align="right">
                      {percent(found.data.total.rates[rate])}
                    </Table.Summary.Cell>
                  ))}
                </Table.Summary.Row>
              )
            }
          />
        )}
      </Panel>
      {opened !== undefined && (
        <CountedDrawer
          title={`${opened.name} · ${t(`figure.${opened.figure}`)}`}
          query={{ ...filters, figure: opened.figure, key: opened.key }}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}
