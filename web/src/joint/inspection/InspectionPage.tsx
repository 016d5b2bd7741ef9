import { PrinterOutlined } from '../../kernel/desk/icons.tsx';
import type { InspectionView } from '@heliu/contract/joint/inspection-views';
import { getInspection } from '@heliu/contract/joint/inspections';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { Page, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { type Fact, ErrorState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { tallyOf } from './answering.ts';
import { CourseActs } from './CourseActs.tsx';
import { InspectionMark } from './Marks.tsx';
import { PlacesPanel } from './PlacesPanel.tsx';
import { Span } from './Span.tsx';
import { UnitsPanel } from './UnitsPanel.tsx';
import styles from './inspection.module.css';

const refetchMs = 60_000;

/** A joint inspection: who comes, where to, and what was found. */
export function InspectionPage() {
  const t = useTexts();
  const params: { readonly inspectionId?: string } = useParams({ strict: false });
  const inspectionId = params.inspectionId ?? '';
  const found = useEndpoint(getInspection, { params: { inspectionId } }, { refetchMs });
  if (found.data === undefined) {
    return (
      <Page title={t('inspection.title')} backTo="/inspections">
        {found.error === null ? (
          <PageSkeleton rows={10} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )}
      </Page>
    );
  }
  return <Whole inspection={found.data} />;
}

function Whole({ inspection }: { readonly inspection: InspectionView }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { inspectionId, state, startsAt } = inspection;
  return (
    <Page
      title={inspection.title}
      backTo="/inspections"
      mark={<InspectionMark state={state} startsAt={startsAt} />}
      actions={
        <>
          <CourseActs inspection={inspection} />
          <Button
            icon={<PrinterOutlined />}
            onClick={() =>
              void navigate({ to: '/inspections/$inspectionId/sheet', params: { inspectionId } })
            }
          >
            {t('inspection.act.sheet')}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <PlacesPanel inspection={inspection} />
        </div>
        <div className={styles.side}>
          <Panel title={t('inspection.fact.facts')}>
            <InspectionFacts inspection={inspection} />
          </Panel>
          <UnitsPanel inspection={inspection} />
        </div>
      </div>
    </Page>
  );
}

export function InspectionFacts({ inspection }: { readonly inspection: InspectionView }) {
  const t = useTexts();
  const show = useShow();
  const { note, planned, begun, ended, state } = inspection;
  const tally = tallyOf(inspection);
  const done = (label: string, one: { at: string; by: string | null } | null): Fact[] =>
    one === null
      ? []
      : [
          {
            label,
            value: (
              <>
                <Time at={one.at} show="absolute" />
                {one.by !== null && ` · ${t('inspection.by', { name: one.by })}`}
              </>
            ),
          },
        ];
  const words = (label: string, text: string | null): Fact[] =>
    text === null ? [] : [{ label, value: <span className={styles.words}>{text}</span> }];
  const isCancelled = state === 'cancelled';
  const facts: Fact[] = [
    { label: t('inspection.fact.when'), value: <Span from={inspection.startsAt} to={inspection.endsAt} /> },
    { label: t('inspection.fact.meetingPlace'), value: inspection.meetingPlace },
    { label: t('inspection.fact.host'), value: show(inspection.host.name) },
    { label: t('inspection.fact.lead'), value: show(inspection.lead.name) },
    ...words(t('inspection.fact.note'), note),
    ...(state === 'planned' || isCancelled
      ? []
      : [
          {
            label: t('inspection.fact.progress'),
            value: t('inspection.tally', { ...tally, done: tally.inspected + tally.skipped }),
          },
        ]),
    ...done(t('inspection.fact.planned'), planned),
    ...done(t('inspection.fact.begun'), begun),
    ...done(t(isCancelled ? 'inspection.fact.cancelled' : 'inspection.fact.closed'), ended),
    ...words(
      t(isCancelled ? 'inspection.fact.cancelWords' : 'inspection.fact.summary'),
      ended?.words ?? null,
    ),
  ];
  return <Facts facts={facts} />;
}
