import { PrinterOutlined } from '../../kernel/desk/icons.tsx';
import type { ConsultationView } from '@heliu/contract/joint/consultation-views';
import { getConsultation } from '@heliu/contract/joint/consultations';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { Page, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { type Fact, ErrorState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { AgendaPanel } from './AgendaPanel.tsx';
import { CourseActs } from './CourseActs.tsx';
import { InvitationsPanel } from './InvitationsPanel.tsx';
import { StateMark } from './StateMark.tsx';
import { UnsavedGuard } from './Unsaved.tsx';
import styles from './consultation.module.css';

const refetchMs = 60_000;

/** A consultation: who comes, what is on the agenda, what was said and decided. */
export function ConsultationPage() {
  const t = useTexts();
  const params: { readonly consultationId?: string } = useParams({ strict: false });
  const consultationId = params.consultationId ?? '';
  const found = useEndpoint(getConsultation, { params: { consultationId } }, { refetchMs });
  if (found.data === undefined) {
    return (
      <Page title={t('consultation.title')} backTo="/consultations">
        {found.error === null ? (
          <PageSkeleton rows={10} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )}
      </Page>
    );
  }
  return <Whole consultation={found.data} />;
}

function Whole({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { consultationId, state, startsAt } = consultation;
  return (
    <Page
      title={consultation.title}
      backTo="/consultations"
      mark={<StateMark state={state} startsAt={startsAt} />}
      actions={
        <>
          <CourseActs consultation={consultation} />
          <Button
            icon={<PrinterOutlined />}
            onClick={() =>
              void navigate({ to: '/consultations/$consultationId/minutes', params: { consultationId } })
            }
          >
            {t('consultation.act.minutes')}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <UnsavedGuard>
            <AgendaPanel consultation={consultation} />
          </UnsavedGuard>
        </div>
        <div className={styles.side}>
          <Panel title={t('consultation.fact.facts')}>
            <FactsOf consultation={consultation} />
          </Panel>
          <InvitationsPanel consultation={consultation} />
        </div>
      </div>
    </Page>
  );
}

function FactsOf({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useTexts();
  const show = useShow();
  const { place, link, proposed, held, ended, state } = consultation;
  const done = (label: string, one: { at: string; by: string | null } | null): Fact[] =>
    one === null
      ? []
      : [
          {
            label,
            value: (
              <>
                <Time at={one.at} show="absolute" />
                {one.by !== null && ` · ${t('consultation.by', { name: one.by })}`}
              </>
            ),
          },
        ];
  const facts: Fact[] = [
    { label: t('consultation.fact.when'), value: <Time at={consultation.startsAt} /> },
    ...(place === null ? [] : [{ label: t('consultation.fact.place'), value: place }]),
    ...(link === null
      ? []
      : [
          {
            label: t('consultation.fact.link'),
            value: (
              <a href={link} target="_blank" rel="noreferrer" className={styles.words}>
                {link}
              </a>
            ),
          },
        ]),
    { label: t('consultation.fact.host'), value: show(consultation.host.name) },
    {
      label: t('consultation.fact.reason'),
      value: <span className={styles.words}>{consultation.reason}</span>,
    },
    ...done(t('consultation.fact.proposed'), proposed),
    ...done(t('consultation.fact.held'), held),
    ...done(t(state === 'cancelled' ? 'consultation.fact.cancelled' : 'consultation.fact.closed'), ended),
    ...(ended === null || ended.words === null
      ? []
      : [{ label: t('consultation.fact.cancelWords'), value: ended.words }]),
  ];
  return <Facts facts={facts} />;
}
