import { DownloadOutlined } from '../../kernel/desk/icons.tsx';
import type { CircularView, CopyRow } from '@heliu/contract/organisation/circular-views';
import {
  getCircular,
  getCircularFile,
  listCirculars,
  listCopies,
  withdrawCircular,
} from '@heliu/contract/organisation/circulars';
import { copyStates } from '@heliu/contract/organisation/copy';
import { useParams } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useState } from 'react';
import { z } from 'zod';
import { addressOf } from '../../kernel/api/index.ts';
import { CursorTable, FilterBar, Page, Panel, ReasonDialog } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { useCommand, useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, ErrorState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { FileLinks } from '../FileLinks.tsx';
import { CopyMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { CopyDrawer } from './CopyDrawer.tsx';

/** A notice or order with the state of each organisation it went to. */
export function CircularPage() {
  const { circularId = '' }: { circularId?: string } = useParams({ strict: false });
  const found = useEndpoint(getCircular, { params: { circularId } });
  if (found.data !== undefined) return <Shown circular={found.data} />;
  if (found.error !== null) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  return <PageSkeleton />;
}

function Shown({ circular }: { readonly circular: CircularView }) {
  const t = useTexts();
  const show = useShow();
  const { circularId, kind, title, unit, counts, allowed } = circular;
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useCommand(withdrawCircular, { refresh: [getCircular, listCopies, listCirculars] });
  const send = async (words: string): Promise<void> => {
    if ((await withdraw.run({ params: { circularId }, body: { words } })) !== undefined)
      setWithdrawing(false);
  };
  return (
    <Page
      title={title}
      mark={circular.withdrawnAt !== null && <Mark>{t('copy.state.withdrawn')}</Mark>}
      subtitle={`${t(`circular.kind.${kind}`)} · ${show(unit.name)}`}
      backTo="/circulars"
      actions={
        <>
          <Button
            icon={<DownloadOutlined />}
            href={addressOf(getCircularFile, { params: { circularId } })}
            download
          >
            {t('circular.file')}
          </Button>
          {allowed.includes('withdraw') && (
            <Button danger onClick={() => setWithdrawing(true)}>
              {t('circular.withdraw')}
            </Button>
          )}
        </>
      }
    >
      <Panel>
        <div className={styles.stack}>
          <p className={styles.words}>{circular.body}</p>
          <FileLinks files={circular.files} />
          <Facts
            facts={[
              { label: t('circular.sentAt'), value: <SentBy circular={circular} /> },
              ...(circular.dueAt === null
                ? []
                : [{ label: t('circular.due'), value: <Time at={circular.dueAt} show="absolute" /> }]),
              ...(circular.words === null ? [] : [{ label: t('circular.why'), value: circular.words }]),
            ]}
          />
          <div className={styles.line}>
            <span>{t('circular.all', { count: counts.all })}</span>
            {counts.overdue > 0 && <Mark tone="red">{t('circular.overdue', { count: counts.overdue })}</Mark>}
            {copyStates.map((state) =>
              state === 'withdrawn' || counts[state] === 0 ? null : (
                <span key={state} className={styles.soft}>
                  {t(`copy.state.${state}`)} {counts[state]}
                </span>
              ),
            )}
          </div>
        </div>
      </Panel>
      <Copies circular={circular} />
      <ReasonDialog
        open={withdrawing}
        title={t('circular.withdraw')}
        confirm={t('circular.withdraw')}
        danger
        reasonLabel={t('act.why')}
        pending={withdraw.pending}
        error={withdraw.error}
        onConfirm={(words) => void send(words)}
        onCancel={() => setWithdrawing(false)}
      >
        {t('circular.withdrawText')}
      </ReasonDialog>
    </Page>
  );
}

const SentBy = ({ circular }: { readonly circular: CircularView }) => (
  <>
    <Time at={circular.sentAt} show="absolute" /> · {circular.sentBy}
  </>
);

const Filters = z.object({
  state: z.enum(copyStates).optional(),
  overdue: z.literal('true').optional(),
});

function Copies({ circular: { circularId, kind } }: { readonly circular: CircularView }) {
  const t = useTexts();
  const show = useShow();
  const [filters, setFilters] = useFilters(Filters);
  const [opened, setOpened] = useState<string>();
  const found = usePages(listCopies, { params: { circularId }, query: filters }, { keepPrevious: true });
  const name = (row: CopyRow) => (
    <Button type="link" className={styles.named ?? ''} onClick={() => setOpened(row.organisationId)}>
      {row.name}
    </Button>
  );
  const columns: ColumnsType<CopyRow> = [
    { title: t('identity.name'), render: (_, row) => name(row) },
    { title: t('register.kind'), render: (_, row) => t(`kind.${row.organisationKind}`) },
    { title: t('place.label'), render: (_, row) => show(row.place.name) },
    {
      title: t('desk.state'),
      render: (_, row) => (
        <span className={styles.line}>
          <CopyMark state={row.state} overdue={row.overdue} />
        </span>
      ),
    },
    { title: t('copy.readAt'), render: (_, row) => (row.readAt === null ? '' : <Time at={row.readAt} />) },
    ...(kind === 'order'
      ? [
          {
            title: t('circular.due'),
            render: (_: unknown, row: CopyRow) =>
              row.dueAt === null ? '' : <Time at={row.dueAt} show="absolute" />,
          },
        ]
      : []),
  ];
  return (
    <>
      <FilterBar label={t('desk.filters')}>
        <Select
          aria-label={t('desk.state')}
          placeholder={t('desk.state')}
          allowClear
          style={{ width: 150 }}
          value={filters.overdue === undefined ? (filters.state ?? null) : 'overdue'}
          options={['overdue' as const, ...copyStates].map((value) => ({
            value,
            label: value === 'overdue' ? t('copy.overdue') : t(`copy.state.${value}`),
          }))}
          onChange={(value: (typeof copyStates)[number] | 'overdue' | undefined) =>
            setFilters(
              value === 'overdue'
                ? { state: undefined, overdue: 'true' }
                : { state: value, overdue: undefined },
            )
          }
        />
      </FilterBar>
      <Panel flush>
        <CursorTable
          found={found}
          columns={columns}
          rowKey={(row) => row.organisationId}
          label={t('copy.list')}
          card={(row) => (
            <div className={styles.stack}>
              {name(row)}
              <span className={styles.line}>
                <CopyMark state={row.state} overdue={row.overdue} />
              </span>
            </div>
          )}
          empty={<EmptyState title={t('copy.none')} />}
        />
      </Panel>
      {opened !== undefined && (
        <CopyDrawer keys={{ circularId, organisationId: opened }} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}
