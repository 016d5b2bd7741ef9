import { PlusOutlined } from '../../kernel/desk/icons.tsx';
import type { CircularRow } from '@heliu/contract/organisation/circular-views';
import { listCirculars } from '@heliu/contract/organisation/circulars';
import { circularKinds } from '@heliu/contract/organisation/copy';
import { getOrganisationBoard } from '@heliu/contract/organisation/desk';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useState } from 'react';
import { z } from 'zod';
import { CursorTable, FilterBar, Page, Panel, Tile, Tiles } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, Time } from '../../kernel/ui/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { SendDrawer } from './SendDrawer.tsx';

const Filters = z.object({
  kind: z.enum(circularKinds).optional(),
  open: z.literal('true').optional(),
  ours: z.literal('true').optional(),
});
type Filters = z.infer<typeof Filters>;

const views = ['all', 'open', 'ours'] as const;
const nothing = { open: undefined, ours: undefined };
const choices = {
  all: nothing,
  open: { ...nothing, open: 'true' },
  ours: { ...nothing, ours: 'true' },
} as const;

/** What units within sight sent to organisations: what is overdue first. */
export function CircularsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters(Filters);
  const [sending, setSending] = useState(false);
  const senders = useEndpoint(getOrganisationBoard, {}).data?.senders ?? [];
  const view = filters.open === undefined ? (filters.ours === undefined ? 'all' : 'ours') : 'open';
  return (
    <Page
      title={t('circulars.title')}
      subtitle={t('circulars.subtitle')}
      actions={
        senders.length > 0 && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setSending(true)}>
            {t('send.title')}
          </Button>
        )
      }
    >
      <Tiles>
        {views.map((one) => (
          <Tile
            key={one}
            name={t(`circulars.view.${one}`)}
            text={t(`circulars.view.${one}Text`)}
            choice={{ chosen: view === one, onChoose: () => setFilters(choices[one]) }}
          />
        ))}
      </Tiles>
      <FilterBar label={t('desk.filters')}>
        <Select
          aria-label={t('circular.kindLabel')}
          placeholder={t('circular.kindLabel')}
          allowClear
          style={{ width: 150 }}
          value={filters.kind ?? null}
          options={circularKinds.map((value) => ({ value, label: t(`circular.kind.${value}`) }))}
          onChange={(kind: Filters['kind']) => setFilters({ kind })}
        />
      </FilterBar>
      <List filters={filters} />
      {sending && (
        <SendDrawer
          senders={senders}
          onClose={() => setSending(false)}
          onSent={(circularId) => void navigate({ to: '/circulars/$circularId', params: { circularId } })}
        />
      )}
    </Page>
  );
}

function List({ filters }: { readonly filters: Filters }) {
  const t = useTexts();
  const show = useShow();
  const found = usePages(listCirculars, { query: filters }, { keepPrevious: true });
  const columns: ColumnsType<CircularRow> = [
    {
      title: t('circular.titleLabel'),
      width: '44%',
      render: (_, row) => (
        <div className={styles.titled}>
          <TitleLink row={row} />
          <span className={styles.soft}>
            {t(`circular.kind.${row.kind}`)} · {show(row.unit.name)}
          </span>
        </div>
      ),
    },
    { title: t('circular.sentAt'), render: (_, row) => <Time at={row.sentAt} show="absolute" /> },
    {
      title: t('circular.due'),
      render: (_, row) => (row.dueAt === null ? '' : <Time at={row.dueAt} show="absolute" />),
    },
    { title: t('circular.progress'), render: (_, row) => <Progress row={row} /> },
  ];
  return (
    <Panel flush>
      <CursorTable
        found={found}
        columns={columns}
        rowKey={(row) => row.circularId}
        label={t('circulars.title')}
        card={(row) => (
          <div className={styles.stack}>
            <TitleLink row={row} />
            <span className={styles.soft}>
              {t(`circular.kind.${row.kind}`)} · {show(row.unit.name)} · <Time at={row.sentAt} />
            </span>
            <Progress row={row} />
          </div>
        )}
        empty={<EmptyState title={t('circulars.none')}>{t('circulars.noneText')}</EmptyState>}
      />
    </Panel>
  );
}

const TitleLink = ({ row }: { readonly row: CircularRow }) => (
  <Link to="/circulars/$circularId" params={{ circularId: row.circularId }}>
    {row.title}
  </Link>
);

function Progress({ row: { counts, kind, withdrawnAt } }: { readonly row: CircularRow }) {
  const t = useTexts();
  const settled = kind === 'order' ? counts.accepted : counts.all - counts.sent;
  return (
    <span className={styles.line}>
      {counts.overdue > 0 && <Mark tone="red">{t('circular.overdue', { count: counts.overdue })}</Mark>}
      {kind === 'order' && counts.answered > 0 && (
        <Mark tone="yellow">{t('circular.toJudge', { count: counts.answered })}</Mark>
      )}
      {withdrawnAt === null ? (
        <span>{t(`circular.settled.${kind}`, { settled, all: counts.all })}</span>
      ) : (
        <Mark>{t('copy.state.withdrawn')}</Mark>
      )}
    </span>
  );
}
