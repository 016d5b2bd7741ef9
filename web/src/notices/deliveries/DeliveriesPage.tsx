import {
  countDeliveries,
  type Delivery,
  DeliveryState,
  listDeliveries,
  noticeChannels,
} from '@heliu/contract/notices';
import { Button, Segmented, Select } from 'antd';
import type { z } from 'zod';
import { CursorTable, FilterBar, Page, Panel } from '../../kernel/desk/index.ts';
import { useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, Time } from '../../kernel/ui/index.ts';
import styles from './deliveries.module.css';
import { Fate, Retry, State, To, What } from './parts.tsx';
import { useTexts } from './texts.ts';

const Filters = listDeliveries.query.pick({ state: true, channel: true });
type Filters = z.output<typeof Filters>;
const lookEveryMs = 30_000;

/** Messages on their way out of the system and what became of them. */
export function DeliveriesPage() {
  const t = useTexts();
  const [filters, setFilters] = useFilters(Filters);
  const found = usePages(listDeliveries, { query: filters }, { refetchMs: lookEveryMs });
  const filtered = filters.state !== undefined || filters.channel !== undefined;
  return (
    <Page title={t('title')} subtitle={t('text')}>
      <DeliveryFilters filters={filters} setFilters={setFilters} />
      <Panel flush>
        <CursorTable
          found={found}
          label={t('title')}
          rowKey={({ id }: Delivery) => id}
          columns={[
            { title: t('when'), width: 150, render: (_, row) => <Time at={row.createdAt} show="absolute" /> },
            { title: t('what'), render: (_, row) => <What row={row} /> },
            { title: t('to.title'), width: '17%', render: (_, row) => <To row={row} /> },
            { title: t('state.title'), width: 110, render: (_, row) => <State row={row} /> },
            { title: t('fate'), width: '32%', render: (_, row) => <Fate row={row} /> },
            { title: '', width: 110, render: (_, row) => <Retry row={row} /> },
          ]}
          card={(row) => (
            <div className={styles.card}>
              <div className={styles.head}>
                <What row={row} />
                <State row={row} />
              </div>
              <small className={styles.soft}>
                <To row={row} /> · <Time at={row.createdAt} show="absolute" />
              </small>
              <Fate row={row} />
              <Retry row={row} />
            </div>
          )}
          empty={
            <EmptyState
              title={t(filtered ? 'noneFound' : 'none')}
              actions={
                filtered && (
                  <Button onClick={() => setFilters({ state: undefined, channel: undefined })}>
                    {t('clear')}
                  </Button>
                )
              }
            >
              {filtered ? undefined : t('noneText')}
            </EmptyState>
          }
        />
      </Panel>
    </Page>
  );
}

interface FiltersProps {
  readonly filters: Filters;
  readonly setFilters: (change: Partial<Filters>) => void;
}

/** Each state says how many choosing it would find. */
function DeliveryFilters({ filters, setFilters }: FiltersProps) {
  const t = useTexts();
  const query = filters.channel === undefined ? {} : { channel: filters.channel };
  const counts = useEndpoint(countDeliveries, { query }, { keepPrevious: true, refetchMs: lookEveryMs }).data
    ?.states;
  const counted = (name: string, count: number | undefined) =>
    count === undefined ? name : `${name} ${count}`;
  const sum = counts && Object.values(counts).reduce((whole, count) => whole + count, 0);
  return (
    <FilterBar label={t('filters')}>
      <div className={styles.states}>
        <Segmented<DeliveryState | 'all'>
          aria-label={t('state.title')}
          value={filters.state ?? 'all'}
          onChange={(state) => setFilters({ state: state === 'all' ? undefined : state })}
          options={[
            { value: 'all' as const, label: counted(t('all'), sum) },
            ...DeliveryState.options.map((value) => ({
              value,
              label: counted(t(`state.${value}`), counts?.[value]),
            })),
          ]}
        />
      </div>
      <Select
        value={filters.channel ?? null}
        onChange={(channel) => setFilters({ channel: channel ?? undefined })}
        placeholder={t('channel.title')}
        aria-label={t('channel.title')}
        allowClear
        style={{ width: 150 }}
        options={noticeChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
    </FilterBar>
  );
}
