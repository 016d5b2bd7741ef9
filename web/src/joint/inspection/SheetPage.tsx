import { PrinterOutlined } from '../../kernel/desk/icons.tsx';
import { spellMatterCode } from '@heliu/contract/matter/code';
import type { InspectedPlace, InspectionView } from '@heliu/contract/joint/inspection-views';
import { getInspection } from '@heliu/contract/joint/inspections';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { Page } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { InspectionFacts } from './InspectionPage.tsx';
import { useOptions } from './ReportDialog.tsx';
import styles from './inspection.module.css';

/** The inspection as a sheet of paper: to take along, to read, to sign. */
export function SheetPage() {
  const t = useTexts();
  const params: { readonly inspectionId?: string } = useParams({ strict: false });
  const inspectionId = params.inspectionId ?? '';
  const found = useEndpoint(getInspection, { params: { inspectionId } });
  return (
    <Page
      title={t('inspection.print.title')}
      backTo={`/inspections/${inspectionId}`}
      narrow
      actions={
        found.data !== undefined && (
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('inspection.print.print')}
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
        <Sheet inspection={found.data} />
      )}
    </Page>
  );
}

function Sheet({ inspection }: { readonly inspection: InspectionView }) {
  const t = useTexts();
  const show = useShow();
  return (
    <article className={styles.sheet}>
      <h2 className={styles.sheetTitle}>{inspection.title}</h2>
      <InspectionFacts inspection={inspection} />
      <h3 className={styles.sheetPart}>{t('inspection.units.title')}</h3>
      <ul className={styles.plain}>
        {inspection.units
          .filter(({ answer }) => answer !== 'withdrawn')
          .map(({ unit, answer, comes, words, checklist }) => (
            <li key={unit.code}>
              {[show(unit.name), t(`consultation.answer.${answer}`), comes ?? words]
                .filter((part) => part !== null)
                .join(' · ')}
              {checklist !== null && ` · ${show(checklist.name)}`}
            </li>
          ))}
      </ul>
      <h3 className={styles.sheetPart}>{t('inspection.placesTitle')}</h3>
      {inspection.places.length === 0 && <p className={styles.flat}>{t('inspection.noPlaces')}</p>}
      {inspection.places.map((place, index) => (
        <PlaceOnSheet key={place.no} inspection={inspection} place={place} no={index + 1} />
      ))}
      <p className={styles.sign}>{t('inspection.print.sign')}</p>
    </article>
  );
}

interface PlaceOnSheetProps {
  readonly inspection: InspectionView;
  readonly place: InspectedPlace;
  readonly no: number;
}

/** What was found; before anybody was there, the questions with room to tick. */
function PlaceOnSheet({ inspection, place, no }: PlaceOnSheetProps) {
  const t = useTexts();
  const show = useShow();
  const name = show(place.name);
  const isOpen = place.state === 'open' && inspection.state !== 'cancelled';
  const asked = isOpen
    ? inspection.units.filter(({ answer, checklist }) => answer !== 'withdrawn' && checklist !== null)
    : [];
  return (
    <section className={styles.sheetItem} aria-label={name}>
      <h4 className={styles.placeName}>
        {no}. {name} · {t(`inspection.place.${place.state}`)}
      </h4>
      {place.kind !== 'grid' && <span className={styles.soft}>{show(place.area.name)}</span>}
      {place.words !== null && <p className={styles.words}>{place.words}</p>}
      {asked.map(({ unit, checklist }) => (
        <div key={unit.code} className={styles.report}>
          <strong>{show(unit.name)}</strong>
          {checklist?.items.map((item) => (
            <ToTick key={item.code} item={item} />
          ))}
        </div>
      ))}
      {place.reports.map((report) => {
        const invited = inspection.units.find(({ unit }) => unit.code === report.unit);
        return (
          <div key={report.unit} className={styles.report}>
            <strong>{invited === undefined ? report.unit : show(invited.unit.name)}</strong>
            {invited?.checklist?.items.map((item) => (
              <Answered
                key={item.code}
                item={item}
                answer={report.answers[item.code]}
                finding={report.findings.find(({ item: code }) => code === item.code)}
              />
            ))}
          </div>
        );
      })}
    </section>
  );
}

function ToTick({ item }: { readonly item: ChecklistItem }) {
  const show = useShow();
  const options = useOptions(item);
  return (
    <span className={styles.toTick}>
      {show(item.text)}{' '}
      {options.length === 0 ? (
        <span className={styles.toFill} />
      ) : (
        options.map(({ value, label }) => (
          <span key={value} className={styles.box}>
            ☐ {label}
          </span>
        ))
      )}
    </span>
  );
}

interface AnsweredProps {
  readonly item: ChecklistItem;
  readonly answer: string | undefined;
  readonly finding: InspectedPlace['reports'][number]['findings'][number] | undefined;
}

function Answered({ item, answer, finding }: AnsweredProps) {
  const t = useTexts();
  const show = useShow();
  const options = useOptions(item);
  if (answer === undefined) return null;
  const words = options.find(({ value }) => value === answer)?.label ?? answer;
  const became =
    finding === undefined
      ? []
      : [
          t(`inspection.finding.${finding.state}`),
          ...(finding.matterCode === null ? [] : [spellMatterCode(finding.matterCode)]),
          ...(finding.words === null ? [] : [finding.words]),
        ];
  return (
    <span>
      {show(item.text)} <strong>{words}</strong>
      {became.length > 0 && ` · ${became.join(' · ')}`}
    </span>
  );
}
