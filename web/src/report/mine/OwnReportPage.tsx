import { openOwnReport, type OwnReport } from '@heliu/contract/matter/track';
import { Link, useParams } from '@tanstack/react-router';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { CityGate, useCity } from '../city/City.tsx';
import { keptReceiptCodes } from '../form/receipt.ts';
import { useKept } from '../kept.ts';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';
import { Onward, ProgressCards } from '../track/ProgressCards.tsx';
import { CommentCard } from './CommentCard.tsx';
import { LooksCard } from './LooksCard.tsx';
import { OwnEvidence } from './OwnEvidence.tsx';
import { RateCard } from './RateCard.tsx';
import { ReopenCard } from './ReopenCard.tsx';

const refetchMs = 60_000;

/** What proves that a report is one's own. */
export interface OwnKey {
  readonly code: string;
  readonly receiptCode?: string;
}

/** One's own report with its replies and what one may do about it now. */
export function OwnReportPage() {
  const t = useTexts();
  const { matterId = '' }: { matterId?: string } = useParams({ strict: false });
  const receiptCode = useKept(keptReceiptCodes)[matterId];
  const key: OwnKey = receiptCode === undefined ? { code: matterId } : { code: matterId, receiptCode };
  const { data, error, refetch, isFetching } = useEndpoint(
    openOwnReport,
    { body: key },
    { refetchMs, staleTimeMs: 0 },
  );
  return (
    <MobilePage title={data?.title ?? t('mine.one')} backTo="/mine">
      {data === undefined && error === null && <PageSkeleton />}
      {data === undefined && error !== null && (
        <>
          <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />
          <p className={styles.soft}>
            {t('mine.closedToYou')} <Link to="/mine">{t('mine.title')}</Link>
          </p>
        </>
      )}
      {data !== undefined && (
        <CityGate>
          <Report report={data} ownKey={key} />
        </CityGate>
      )}
    </MobilePage>
  );
}

interface ReportProps {
  readonly report: OwnReport;
  readonly ownKey: OwnKey;
}

function Report({ report, ownKey }: ReportProps) {
  const t = useTexts();
  return (
    <>
      <ProgressCards progress={report} />
      <Reason reason={report.reason} />
      <Onward into={report.mergedInto} />
      {report.results.length > 0 && (
        <MobileCard title={t('mine.results')}>
          <OwnEvidence
            ownKey={ownKey}
            label={t('mine.results')}
            evidence={report.results.map(({ fileId }) => ({ fileId, kind: 'photo' }))}
          />
        </MobileCard>
      )}
      <MobileCard title={t('mine.talk')}>
        {report.replies.length === 0 && <p className={styles.soft}>{t('mine.noReplies')}</p>}
        {report.replies.length > 0 && (
          <ul className={styles.talk}>
            {report.replies.map(({ at, body, by }) => (
              <li key={`${at} ${body}`} data-by={by}>
                <div className={styles.small}>
                  {t(`mine.by.${by}`)} · <Time at={at} show="absolute" />
                </div>
                {body}
              </li>
            ))}
          </ul>
        )}
      </MobileCard>
      {report.mayRate && <RateCard ownKey={ownKey} rating={report.rating} />}
      {!report.mayRate && report.rating !== null && (
        <MobileCard title={t('rate.given')}>
          <p>
            {t(`verdict.${report.rating.verdict}`)} · {t(`satisfaction.${report.rating.satisfaction}`)}
          </p>
        </MobileCard>
      )}
      {report.mayReopen && <ReopenCard ownKey={ownKey} />}
      {report.mayComment && <CommentCard ownKey={ownKey} />}
      <MobileCard title={t('mine.said')}>
        {report.text !== '' && <p className={styles.words}>{report.text}</p>}
        {report.address !== null && (
          <Facts facts={[{ label: t('where.addressShown'), value: report.address }]} />
        )}
        <OwnEvidence ownKey={ownKey} label={t('photo.list')} evidence={report.evidence} />
      </MobileCard>
      <LooksCard looks={report.looks} />
    </>
  );
}

/** Why it was not taken up, withdrawn, or could not be solved, in the city's words. */
function Reason({ reason }: Pick<OwnReport, 'reason'>) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCity();
  const known = reason && city.reasons[reason.act].find(({ code }) => code === reason.code);
  if (!known) return null;
  return (
    <MobileCard title={t('mine.reason')}>
      <p>{show(known.text)}</p>
    </MobileCard>
  );
}
