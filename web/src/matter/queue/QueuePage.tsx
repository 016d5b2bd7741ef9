import { PlusOutlined, QuestionCircleOutlined } from '../../kernel/desk/icons.tsx';
import { countMatters, listSavedViews, type QueueKind, type SavedView } from '@heliu/contract/matter';
import { useNavigate } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { ExportButton } from '../../export/console.tsx';
import { useCan } from '../../kernel/auth/index.ts';
import { Page } from '../../kernel/desk/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { Named } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { ViewsMenu } from '../view/ViewsMenu.tsx';
import { firstQueue, onlyFilters, QueueFilters, queryOf, queuesFor } from './filters.ts';
import { Queue } from './Queue.tsx';
import { QueueHelp } from './QueueHelp.tsx';
import styles from './queue.module.css';

const refetchMs = 60_000;

/** The matters somebody has to act on, by queue and filters. */
export function QueuePage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const toHelp = useCallback(() => setHelp(true), []);
  return (
    <Page
      title={t('queue.title')}
      actions={
        <>
          <Button icon={<QuestionCircleOutlined />} onClick={toHelp} aria-label={t('keys.title')} />
          {can('matter.register') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/register' })}>
              {t('register.title')}
            </Button>
          )}
        </>
      }
    >
      <Named>
        <Queues onHelp={toHelp} />
      </Named>
      <QueueHelp open={help} onClose={() => setHelp(false)} />
    </Page>
  );
}

/** Opens the page with somebody's first view, unless its address says what to show; true until that is known. */
function useFirstView(
  filters: QueueFilters,
  views: readonly SavedView[] | undefined,
  onFirst: (view: SavedView) => void,
): boolean {
  const named = Object.keys(filters).length > 0;
  const [opening, setOpening] = useState(!named);
  const first = views?.find(({ isDefault }) => isDefault);
  if (opening && (named || (views !== undefined && first === undefined))) setOpening(false);
  useEffect(() => {
    if (opening && first !== undefined) onFirst(first);
  }, [opening, first, onFirst]);
  return opening;
}

function Queues({ onHelp }: { readonly onHelp: () => void }) {
  const can = useCan();
  const [filters, setFilters] = useFilters(QueueFilters);
  const counts = useEndpoint(countMatters, {}, { refetchMs });
  const saved = useEndpoint(listSavedViews, {}, { staleTimeMs: 60_000 });
  const views = saved.data?.views ?? (saved.error === null ? undefined : []);
  const open = useCallback((view: SavedView) => setFilters(onlyFilters(view.filters)), [setFilters]);
  const waiting = useFirstView(filters, views, open);
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
      {queue === undefined || waiting ? (
        counts.error === null ? (
          <PageSkeleton />
        ) : (
          <ErrorState error={counts.error} onRetry={() => void counts.refetch()} />
        )
      ) : (
        <Queue
          key={queue}
          queue={queue}
          filters={filters}
          onFilters={setFilters}
          onHelp={onHelp}
          views={
            <>
              <ExportButton filter={() => queryOf(filters, queue)} />
              <ViewsMenu views={views ?? []} filters={{ ...filters, queue }} onOpen={open} />
            </>
          }
        />
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
