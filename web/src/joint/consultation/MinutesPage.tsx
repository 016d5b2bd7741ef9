import { PrinterOutlined } from '../../kernel/desk/icons.tsx';
import { spellMatterCode } from '@heliu/contract/matter/code';
import type { ConsultationView, ItemView } from '@heliu/contract/joint/consultation-views';
import { getConsultation } from '@heliu/contract/joint/consultations';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { Page } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { DecisionWords } from './Decisions.tsx';
import { Said } from './Minutes.tsx';
import styles from './consultation.module.css';

/** The minutes as a sheet of paper: to read, to print, to sign. */
export function MinutesPage() {
  const t = useTexts();
  const params: { readonly consultationId?: string } = useParams({ strict: false });
  const consultationId = params.consultationId ?? '';
  const found = useEndpoint(getConsultation, { params: { consultationId } });
  return (
    <Page
      title={t('consultation.print.title')}
      backTo={`/consultations/${consultationId}`}
      narrow
      actions={
        found.data !== undefined && (
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('consultation.print.print')}
          </Button>
        )
      }
    >
      {found.data === undefined ? (
        found.error === null ? (
          <PageSkeleton rows={12} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )
      ) : (
        <Sheet consultation={found.data} />
      )}
    </Page>
  );
}

const notes = {
  proposed: 'consultation.print.proposed',
  held: 'consultation.print.running',
  cancelled: 'consultation.print.cancelled',
} as const;

function Sheet({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useTexts();
  const show = useShow();
  const { state, place, link, held, ended, startsAt } = consultation;
  return (
    <article className={styles.sheet}>
      <h2 className={styles.sheetTitle}>{consultation.title}</h2>
      {state !== 'closed' && <p className={styles.soft}>{t(notes[state])}</p>}
      <Facts
        facts={[
          {
            label: t('consultation.fact.when'),
            value: (
              <>
                <Time at={held?.at ?? startsAt} show="absolute" />
                {ended !== null && (
                  <>
                    {' – '}
                    <Time at={ended.at} show="absolute" />
                  </>
                )}
              </>
            ),
          },
          { label: t('consultation.fact.place'), value: [place, link].filter(Boolean).join(' · ') },
          { label: t('consultation.fact.host'), value: show(consultation.host.name) },
          {
            label: t('consultation.fact.reason'),
            value: <span className={styles.words}>{consultation.reason}</span>,
          },
        ]}
      />
      <People consultation={consultation} />
      <h3 className={styles.sheetPart}>{t('consultation.print.agenda')}</h3>
      {consultation.items.length === 0 && <p>{t('consultation.agenda.none')}</p>}
      {consultation.items.map((item, index) => (
        <Item key={item.no} item={item} no={index + 1} />
      ))}
      <p className={styles.sign}>{t('consultation.print.sign')}</p>
    </article>
  );
}

function People({ consultation: { invitations } }: { readonly consultation: ConsultationView }) {
  const t = useTexts();
  const show = useShow();
  const there = invitations.filter(({ answer }) => answer === 'accepted');
  const absent = invitations.filter(({ answer }) => answer === 'declined' || answer === 'waiting');
  return (
    <>
      <h3 className={styles.sheetPart}>{t('consultation.print.people')}</h3>
      <ul className={styles.plain}>
        {there.map(({ unit, comes }) => (
          <li key={unit.code}>
            {show(unit.name)} · {comes}
          </li>
        ))}
      </ul>
      {absent.length > 0 && (
        <>
          <h3 className={styles.sheetPart}>{t('consultation.print.absent')}</h3>
          <ul className={styles.plain}>
            {absent.map(({ unit, words }) => (
              <li key={unit.code}>
                {show(unit.name)} · {words ?? t('consultation.print.nobody')}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Item({ item, no }: { readonly item: ItemView; readonly no: number }) {
  const t = useTexts();
  return (
    <section className={styles.sheetItem}>
      <h4 className={styles.recordTitle}>
        {t('consultation.print.item', { no })} · {item.title}
      </h4>
      <span className={styles.soft}>{spellMatterCode(item.matterCode)}</span>
      <p className={styles.words}>
        <span className={styles.soft}>{t('consultation.agenda.question')}</span> {item.question}
      </p>
      {item.minutes !== null && <p className={styles.words}>{item.minutes.words}</p>}
      {item.decisions.length > 0 && (
        <>
          <h5 className={styles.recordTitle}>{t('consultation.decisions.title')}</h5>
          <ol className={styles.decisions}>
            {item.decisions.map((decision) => (
              <li key={decision.no} className={styles.decision}>
                <DecisionWords decision={decision} />
              </li>
            ))}
          </ol>
        </>
      )}
      {item.corrections.map((entry) => (
        <p key={entry.at} className={styles.words}>
          <strong>{t('consultation.minutes.corrections')}</strong> {entry.words} <Said entry={entry} />
        </p>
      ))}
    </section>
  );
}
