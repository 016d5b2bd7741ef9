import { spellMatterCode } from '@heliu/contract/matter/code';
import type {
  Checklist,
  Finding,
  InspectedPlace,
  InspectionView,
  ReportView,
} from '@heliu/contract/joint/inspection-views';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';
import { Link } from '@tanstack/react-router';
import { Photos } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { FindingActs } from './FindingActs.tsx';
import { FindingMark } from './Marks.tsx';
import { useOptions } from './ReportDialog.tsx';
import styles from './inspection.module.css';

interface ReportsProps {
  readonly inspection: InspectionView;
  readonly place: InspectedPlace;
}

/** What each unit found at a place: in order, or finding by finding. */
export function Reports({ inspection, place }: ReportsProps) {
  const t = useTexts();
  const show = useShow();
  return place.reports.map((report) => {
    const invited = inspection.units.find(({ unit }) => unit.code === report.unit);
    const checklist = invited?.checklist;
    const texts = checklist?.items.filter(({ answer }) => answer === 'text') ?? [];
    return (
      <div key={report.unit} className={styles.report}>
        <span className={[styles.line, styles.soft].join(' ')}>
          <strong>{invited === undefined ? report.unit : show(invited.unit.name)}</strong>
          <Time at={report.recorded.at} show="absolute" />
          {report.recorded.by !== null && <span>{t('inspection.by', { name: report.recorded.by })}</span>}
        </span>
        {report.findings.length === 0 ? (
          <span>{t('inspection.report.inOrder')}</span>
        ) : (
          checklist && (
            <ul className={styles.findings}>
              {report.findings.map((finding) => (
                <li key={finding.item}>
                  <FoundAt
                    inspectionId={inspection.inspectionId}
                    place={place}
                    report={report}
                    checklist={checklist}
                    finding={finding}
                  />
                </li>
              ))}
            </ul>
          )
        )}
        {texts.map(
          ({ code }) =>
            report.answers[code] !== undefined && (
              <p key={code} className={styles.words}>
                {report.answers[code]}
              </p>
            ),
        )}
      </div>
    );
  });
}

interface FoundAtProps {
  readonly inspectionId: string;
  readonly place: InspectedPlace;
  readonly report: ReportView;
  readonly checklist: Checklist;
  readonly finding: Finding;
}

function FoundAt({ inspectionId, place, report, checklist, finding }: FoundAtProps) {
  const item = checklist.items.find(({ code }) => code === finding.item);
  if (item === undefined) return null;
  const params = { inspectionId, no: place.no, unit: report.unit, item: item.code };
  return (
    <OneFinding
      item={item}
      answer={report.answers[item.code] ?? ''}
      place={place}
      finding={finding}
      params={params}
    />
  );
}

interface OneFindingProps {
  readonly item: ChecklistItem;
  readonly answer: string;
  readonly place: InspectedPlace;
  readonly finding: Finding;
  readonly params: { readonly inspectionId: string; readonly no: number; unit: string; item: string };
}

function OneFinding({ item, answer, place, finding, params }: OneFindingProps) {
  const t = useTexts();
  const show = useShow();
  const label = useOptions(item).find(({ value }) => value === answer)?.label ?? answer;
  const { matterId, matterCode, photos, referred, reopened } = finding;
  const words = `${show(item.text)} ${label}`;
  return (
    <div className={styles.finding}>
      <div className={styles.between}>
        <span>{words}</span>
        <FindingMark state={finding.state} />
      </div>
      {matterCode !== null &&
        (matterId === null ? (
          <span className={styles.soft}>{spellMatterCode(matterCode)}</span>
        ) : (
          <Link to="/matters/$matterId" params={{ matterId }}>
            {spellMatterCode(matterCode)}
          </Link>
        ))}
      <Photos
        photos={photos.map((fileId, index) => ({
          fileId,
          alt: t('inspection.finding.photo', { no: index + 1, words }),
        }))}
      />
      {referred !== null && finding.state !== 'raised' && (
        <p className={styles.words}>
          <span className={styles.soft}>
            {referred.by !== null && `${t('inspection.by', { name: referred.by })} · `}
            <Time at={referred.at} show="absolute" />
          </span>
          {'\n'}
          {referred.words}
        </p>
      )}
      {reopened !== null && (
        <p className={styles.words}>
          <span className={styles.soft}>
            {t('inspection.finding.settledBefore', { words: reopened.settled })}
            {'\n'}
            {t('inspection.finding.reopened')}
            {reopened.by !== null && ` · ${t('inspection.by', { name: reopened.by })}`}
            {' · '}
            <Time at={reopened.at} show="absolute" />
          </span>
          {'\n'}
          {reopened.words}
        </p>
      )}
      {finding.words !== null && <p className={styles.words}>{finding.words}</p>}
      <FindingActs
        allowed={finding.allowed}
        words={words}
        description={
          referred?.words ?? t('inspection.finding.description', { place: show(place.name), words })
        }
        photos={photos.length}
        params={params}
      />
    </div>
  );
}
