import { PlusOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { countMatters, listMatters, type QueueKind } from '@heliu/contract/matter';
import { useNavigate } from '@tanstack/react-router';
import { Button, Grid, type InputRef, Tabs } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useCan } from '../../kernel/auth/index.ts';
import { CursorTable, Page, Panel } from '../../kernel/desk/index.ts';
import { useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { Named } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { FilterFields } from './FilterFields.tsx';
import { activeFilters, firstQueue, noFilters, QueueFilters, queryOf, queuesFor } from './filters.ts';
import { MatterCard, useColumns } from './MatterCells.tsx';
import { QueueHelp } from './QueueHelp.tsx';
import styles from './queue.module.css';
import { useListKeys } from './use-list-keys.ts';

const refetchMs = 60_000;

/** The matters somebody has to act on, by queue and filters. */
export function QueuePage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  return (
    <Page
      title={t('queue.title')}
      actions={
        <>
          <Button
            icon={<QuestionCircleOutlined />}
            onClick={() => setHelp(true)}
            aria-label={t('keys.title')}
          />
          {can('matter.register') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/register' })}>
              {t('register.title')}
            </Button>
          )}
        </>
      }
    >
      <Named>
        <Queues onHelp={() => setHelp(true)} />
      </Named>
      <QueueHelp open={help} onClose={() => setHelp(false)} />
    </Page>
  );
}

function Queues({ onHelp }: { readonly onHelp: () => void }) {
  const can = useCan();
  const [filters, setFilters] = useFilters(QueueFilters);
  const counts = useEndpoint(countMatters, {}, { refetchMs });
  const offered = queuesFor(can);
  const queues = counts.data?.queues ?? [];
  const queue = filters.queue ?? (counts.isPending ? undefined : firstQueue(offered, queues));
  return (
    <>
      <Tabs
        className={styles.tabs ?? ''}
        activeKey={queue ?? ''}
        onChange={(key) => setFilters({ queue: offered.find((one) => one === key) })}
        items={offered.map((one) => ({
          key: one,
          label: <QueueLabel queue={one} count={queues.find((count) => count.queue === one)} />,
        }))}
      />
      {queue === undefined ? (
        counts.error === null ? (
          <PageSkeleton />
        ) : (
          <ErrorState error={counts.error} onRetry={() => void counts.refetch()} />
        )
      ) : (
        <Queue queue={queue} filters={filters} onFilters={setFilters} onHelp={onHelp} />
      )}
    </>
  );
}

interface QueueLabelProps {
  readonly queue: QueueKind;
  readonly count: { readonly open: number; readonly red: number; readonly capped: boolean } | undefined;
}

function QueueLabel({ queue, count }: QueueLabelProps) {
  const t = useTexts();
  return (
    <>
      {t(`queueKind.${queue}`)}
      {count !== undefined && (
        <span
          className={[styles.count, count.red > 0 ? styles.late : ''].join(' ')}
          title={t('queue.counted', { open: count.open, red: count.red })}
        >
          {count.capped ? `${count.open}+` : count.open}
        </span>
      )}
    </>
  );
}

interface QueueProps {
  readonly queue: QueueKind;
  readonly filters: QueueFilters;
  readonly onFilters: (change: Partial<QueueFilters>) => void;
  readonly onHelp: () => void;
}

function Queue({ queue, filters, onFilters, onHelp }: QueueProps) {
  const t = useTexts();
  const { md } = Grid.useBreakpoint();
  const [more, setMore] = useState(false);
  const search = useRef<InputRef>(null);
  const toSearch = useCallback(() => search.current?.focus(), []);
  useListKeys({ onSearch: toSearch, onHelp });
  const found = usePages(listMatters, { query: queryOf(filters, queue) }, { refetchMs });
  const columns = useColumns();
  const filtered = activeFilters(filters).length > 0;
  return (
    <>
      <FilterFields
        filters={filters}
        queue={queue}
        onChange={onFilters}
        search={search}
        all={md !== false || more}
      />
      {md === false && (
        <Button onClick={() => setMore(!more)} aria-expanded={more}>
          {t(more ? 'queue.fewer' : 'queue.more')}
        </Button>
      )}
      <div className={styles.list}>
        <Panel flush>
          <CursorTable
            found={found}
            columns={columns}
            rowKey={({ matterId }) => matterId}
            label={t(`queueKind.${queue}`)}
            card={(row) => <MatterCard row={row} />}
            empty={
              <EmptyState
                title={t(filtered ? 'queue.noneFound' : 'queue.none')}
                actions={filtered && <Button onClick={() => onFilters(noFilters)}>{t('queue.clear')}</Button>}
              >
                {t(filtered ? 'queue.noneFoundText' : 'queue.noneText')}
              </EmptyState>
            }
          />
        </Panel>
      </div>
    </>
  );
}
