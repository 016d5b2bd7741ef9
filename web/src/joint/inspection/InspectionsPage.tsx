import { PlusOutlined } from '../../kernel/desk/icons.tsx';
import type { InspectionRow } from '@heliu/contract/joint/inspection-views';
import {
  getInspectionBoard,
  InspectionQuery,
  inspectionViews,
  listInspections,
} from '@heliu/contract/joint/inspections';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Page, Tile, Tiles } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { AnswerMark } from '../consultation/StateMark.tsx';
import { useTexts } from '../texts.ts';
import { InspectionMark } from './Marks.tsx';
import { PlanDrawer } from './PlanDrawer.tsx';
import { Span } from './Span.tsx';
import styles from './inspection.module.css';

const refetchMs = 60_000;
type View = (typeof inspectionViews)[number];

/** Joint inspections within sight: to come, under way, waiting for us, over; the view stands in the address. */
export function InspectionsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters(InspectionQuery);
  const [planning, setPlanning] = useState(false);
  const board = useEndpoint(getInspectionBoard, {}, { refetchMs, keepPrevious: true }).data;
  const view = filters.view ?? 'coming';
  return (
    <Page
      title={t('inspection.title')}
      subtitle={t('inspection.subtitle')}
      actions={
        board !== undefined &&
        board.hosts.length > 0 && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning(true)}>
            {t('inspection.plan')}
          </Button>
        )
      }
    >
      <Tiles>
        {inspectionViews.map((one) => (
          <Tile
            key={one}
            name={t(`inspection.board.${one}`)}
            text={t(`inspection.board.${one}Text`)}
            choice={{
              chosen: view === one,
              onChoose: () => setFilters({ ...filters, view: one === 'coming' ? undefined : one }),
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
      <Checkbox
        checked={filters.ours !== undefined}
        onChange={({ target }) => setFilters({ ...filters, ours: target.checked ? 'true' : undefined })}
      >
        {t('inspection.ours')}
      </Checkbox>
      <Inspections view={view} query={filters} />
      {planning && board !== undefined && (
        <PlanDrawer
          board={board}
          onClose={() => setPlanning(false)}
          onPlanned={(inspectionId) =>
            void navigate({ to: '/inspections/$inspectionId', params: { inspectionId } })
          }
        />
      )}
    </Page>
  );
}

function Inspections({ view, query }: { readonly view: View; readonly query: InspectionQuery }) {
  const t = useTexts();
  const found = usePages(listInspections, { query }, { refetchMs, keepPrevious: true });
  if (found.error !== null && found.rows.length === 0) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.isPending) return <PageSkeleton />;
  if (found.rows.length === 0) {
    return <EmptyState title={t(`inspection.none.${view}`)}>{t(`inspection.none.${view}Text`)}</EmptyState>;
  }
  return (
    <>
      <ul className={styles.list} aria-label={t(`inspection.board.${view}`)} aria-busy={found.isFetching}>
        {found.rows.map((row) => (
          <li key={row.inspectionId} className={styles.framed}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {found.hasMore && (
        <Button className={styles.more ?? ''} onClick={found.more} loading={found.isLoadingMore}>
          {t('inspection.more')}
        </Button>
      )}
    </>
  );
}

function Row({ row }: { readonly row: InspectionRow }) {
  const t = useTexts();
  const show = useShow();
  const isPlanned = row.state === 'planned';
  return (
    <article className={styles.row}>
      <div className={styles.line}>
        <h2 className={styles.rowTitle}>
          <Link to="/inspections/$inspectionId" params={{ inspectionId: row.inspectionId }}>
            {row.title}
          </Link>
        </h2>
        <InspectionMark state={row.state} startsAt={row.startsAt} />
      </div>
      <div className={styles.line}>
        <Span from={row.startsAt} to={row.endsAt} />
        <span>{row.meetingPlace}</span>
      </div>
      <div className={[styles.line, styles.soft].join(' ')}>
        <span>{show(row.host.name)}</span>
        <span>
          {isPlanned
            ? t('inspection.places', { count: row.places })
            : t('inspection.placesDone', { done: row.done, count: row.places })}
        </span>
        {!isPlanned && <span>{t('inspection.findings', { count: row.findings })}</span>}
        <span>{t('inspection.comes', { accepted: row.accepted, invited: row.invited })}</span>
        {row.waiting > 0 && row.ended === null && (
          <span className={styles.warn}>{t('inspection.waiting', { count: row.waiting })}</span>
        )}
        {row.referred > 0 && row.ended === null && (
          <span className={styles.warn}>{t('inspection.referred', { count: row.referred })}</span>
        )}
        {row.isHost && <span>{t('inspection.isHost')}</span>}
        {row.ours.map(({ unit, answer }) => (
          <span key={unit.code} className={styles.line}>
            {row.ours.length > 1 && show(unit.name)}
            <AnswerMark answer={answer} over={row.ended !== null} />
          </span>
        ))}
      </div>
    </article>
  );
}
