import { isOver } from '@heliu/contract/joint/consultation';
import { PlusOutlined } from '../../kernel/desk/icons.tsx';
import type { ConsultationRow } from '@heliu/contract/joint/consultation-views';
import {
  ConsultationQuery,
  getConsultationBoard,
  listConsultations,
} from '@heliu/contract/joint/consultations';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Page, Tile, Tiles } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { ProposeDialog } from './ProposeDialog.tsx';
import { AnswerMark, StateMark } from './StateMark.tsx';
import styles from './consultation.module.css';

const refetchMs = 60_000;

const views = ['coming', 'ours', 'toAnswer', 'over'] as const;
type View = (typeof views)[number];

const queries: Record<View, ConsultationQuery> = {
  coming: {},
  ours: { ours: 'true' },
  toAnswer: { toAnswer: 'true' },
  over: { over: 'true' },
};

const viewOf = ({ over, ours, toAnswer }: ConsultationQuery): View => {
  if (over !== undefined) return 'over';
  if (toAnswer !== undefined) return 'toAnswer';
  return ours === undefined ? 'coming' : 'ours';
};

const nothing = { over: undefined, ours: undefined, toAnswer: undefined };

/** Consultations within sight, the next one first; the view stands in the address. */
export function ConsultationsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters(ConsultationQuery);
  const [proposing, setProposing] = useState(false);
  const board = useEndpoint(getConsultationBoard, {}, { refetchMs, keepPrevious: true }).data;
  const view = viewOf(filters);
  return (
    <Page
      title={t('consultation.title')}
      subtitle={t('consultation.subtitle')}
      actions={
        board !== undefined &&
        board.hosts.length > 0 && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setProposing(true)}>
            {t('consultation.propose')}
          </Button>
        )
      }
    >
      <Tiles>
        {views.map((one) => (
          <Tile
            key={one}
            name={t(`consultation.board.${one}`)}
            text={t(`consultation.board.${one}Text`)}
            choice={{
              chosen: view === one,
              onChoose: () => setFilters({ ...nothing, ...queries[one] }),
            }}
            {...(one === 'over'
              ? {}
              : {
                  counts: {
                    value: board?.[one],
                    tone: one === 'toAnswer' && (board?.toAnswer ?? 0) > 0 ? 'yellow' : undefined,
                  },
                })}
          />
        ))}
      </Tiles>
      <Consultations view={view} />
      {proposing && board !== undefined && (
        <ProposeDialog
          hosts={board.hosts}
          onClose={() => setProposing(false)}
          onProposed={(consultationId) =>
            void navigate({ to: '/consultations/$consultationId', params: { consultationId } })
          }
        />
      )}
    </Page>
  );
}

function Consultations({ view }: { readonly view: View }) {
  const t = useTexts();
  const found = usePages(listConsultations, { query: queries[view] }, { refetchMs, keepPrevious: true });
  if (found.error !== null && found.rows.length === 0) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.isPending) return <PageSkeleton />;
  if (found.rows.length === 0) {
    return (
      <EmptyState title={t(`consultation.none.${view}`)}>{t(`consultation.none.${view}Text`)}</EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list} aria-label={t(`consultation.board.${view}`)} aria-busy={found.isFetching}>
        {found.rows.map((row) => (
          <li key={row.consultationId} className={styles.framed}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {found.hasMore && (
        <Button className={styles.more ?? ''} onClick={found.more} loading={found.isLoadingMore}>
          {t('consultation.more')}
        </Button>
      )}
    </>
  );
}

function Row({ row }: { readonly row: ConsultationRow }) {
  const t = useTexts();
  const show = useShow();
  return (
    <article className={styles.row}>
      <div className={styles.line}>
        <h2 className={styles.rowTitle}>
          <Link to="/consultations/$consultationId" params={{ consultationId: row.consultationId }}>
            {row.title}
          </Link>
        </h2>
        <StateMark state={row.state} startsAt={row.startsAt} />
      </div>
      <div className={styles.line}>
        <Time at={row.startsAt} />
        <span>{row.place ?? row.link}</span>
      </div>
      <div className={[styles.line, styles.soft].join(' ')}>
        <span>{show(row.host.name)}</span>
        <span>{t('consultation.items', { count: row.items })}</span>
        <span>{t('consultation.comes', { accepted: row.accepted, invited: row.invited })}</span>
        {row.isHost && <span>{t('consultation.isHost')}</span>}
        {row.ours.map(({ unit, answer }) => (
          <span key={unit.code} className={styles.line}>
            {row.ours.length > 1 && show(unit.name)}
            <AnswerMark answer={answer} over={isOver(row.state)} />
          </span>
        ))}
      </div>
    </article>
  );
}
