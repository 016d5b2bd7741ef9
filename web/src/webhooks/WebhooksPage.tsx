import { PlusOutlined } from '../kernel/desk/icons.tsx';
import { listWebhooks, type Webhook } from '@heliu/contract/webhooks';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { isProblem } from '../kernel/api/index.ts';
import { CursorTable, Page, type PagedRows, Panel, ShownOnce } from '../kernel/desk/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState, Time } from '../kernel/ui/index.ts';
import { Failing, Kinds, Lag, State } from './parts.tsx';
import { useTexts } from './texts.ts';
import { WebhookDrawer } from './WebhookDrawer.tsx';
import { type Made, WebhookForm } from './WebhookForm.tsx';
import styles from './webhooks.module.css';

const Opened = z.object({ id: z.uuid().optional() });
const lookEveryMs = 5_000;

/** Other systems that are told of events, and how far each has come. */
export function WebhooksPage() {
  const t = useTexts();
  const found = useEndpoint(listWebhooks, {}, { refetchMs: lookEveryMs });
  const [{ id }, setOpened] = useFilters(Opened);
  const [making, setMaking] = useState<'form' | Made>();
  const rows = found.data?.rows ?? [];
  const opened = rows.find((row) => row.id === id);
  if (isProblem(found.error, 'auth.forbidden')) {
    return (
      <Page title={t('title')}>
        <Panel>
          <EmptyState title={t('notYours')}>{t('notYoursText')}</EmptyState>
        </Panel>
      </Page>
    );
  }
  return (
    <Page
      title={t('title')}
      subtitle={t('text')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking('form')}>
          {t('make')}
        </Button>
      }
    >
      <Panel flush>
        <WebhookList found={{ ...found, rows }} onOpen={(row) => setOpened({ id: row.id })} />
      </Panel>
      {making === 'form' && <WebhookForm onClose={() => setMaking(undefined)} onMade={setMaking} />}
      {making !== undefined && making !== 'form' && (
        <ShownOnce
          title={t('once.title')}
          text={t('once.text', { name: making.name })}
          value={making.secret}
          done={t('once.done')}
          onClose={() => setMaking(undefined)}
        />
      )}
      {opened !== undefined && (
        <WebhookDrawer
          webhook={opened}
          lastPosition={found.data?.lastPosition ?? 0}
          onClose={() => setOpened({ id: undefined })}
        />
      )}
    </Page>
  );
}

interface WebhookListProps {
  readonly found: Pick<PagedRows<Webhook>, 'rows' | 'error' | 'isPending' | 'refetch'>;
  readonly onOpen: (row: Webhook) => void;
}

function WebhookList({ found, onOpen }: WebhookListProps) {
  const t = useTexts();
  return (
    <CursorTable
      found={{ ...found, isFetching: false, hasMore: false, isLoadingMore: false, more: () => undefined }}
      label={t('title')}
      rowKey={({ id }: Webhook) => id}
      columns={[
        { title: t('subscriber'), ellipsis: true, render: (_, row) => <Name row={row} onOpen={onOpen} /> },
        { title: t('kinds'), width: '20%', render: (_, row) => <Kinds kinds={row.kinds} /> },
        { title: t('state'), width: 110, render: (_, row) => <State row={row} /> },
        { title: t('lag'), width: 130, render: (_, row) => <Lag row={row} /> },
        {
          title: t('lastTaken'),
          width: 120,
          render: (_, row) => <Time at={row.lastTakenAt} show="relative" />,
        },
        { title: t('fault'), width: '21%', render: (_, row) => <Failing row={row} /> },
      ]}
      card={(row) => (
        <div className={styles.card}>
          <div className={styles.head}>
            <Name row={row} onOpen={onOpen} />
            <State row={row} />
          </div>
          <Kinds kinds={row.kinds} />
          <Lag row={row} />
          {row.failingSince !== null && <Failing row={row} />}
        </div>
      )}
      empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
    />
  );
}

function Name({ row, onOpen }: { readonly row: Webhook; readonly onOpen: (row: Webhook) => void }) {
  return (
    <div className={styles.name}>
      <button type="button" className={styles.open} onClick={() => onOpen(row)}>
        {row.name}
      </button>
      <small className={styles.address} title={row.url}>
        {row.url}
      </small>
    </div>
  );
}
