import { type ActView, getHistory, getMatter, type MatterView } from '@heliu/contract/matter';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Link, useParams } from '@tanstack/react-router';
import { useShow } from '../../kernel/i18n/index.ts';
import { DistrictMap } from '../../kernel/map/index.tsx';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useOutboxView } from '../../kernel/offline/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { CopyableCode, DueLight, ErrorState, Facts, PageSkeleton } from '../../kernel/ui/index.ts';
import { sortActs } from '../act/order.ts';
import { Named, useCityNames } from '../city/Named.tsx';
import { lightOf } from '../city/shown.ts';
import { StageTag } from '../city/StageTag.tsx';
import { useTexts } from '../texts.ts';
import { isFieldAct } from './acts.ts';
import styles from './field.module.css';
import { Evidence, History, Notes } from './parts.tsx';
import { ahead } from './predict.ts';
import { Stale } from './Stale.tsx';
import { useFieldTexts } from './texts.ts';
import { useForesee } from './use-tasks.ts';

const mapHeightPx = 220;

/** One matter as it was last read, what waits here for it, and what I may do. */
export function FieldMatterPage() {
  const t = useTexts();
  const params: { readonly matterId?: string } = useParams({ strict: false });
  const matterId = params.matterId ?? '';
  const found = useEndpoint(getMatter, { params: { matterId } });
  const matter = found.data;
  if (matter === undefined) {
    return (
      <MobilePage title={t('page.title')} backTo="/">
        {found.error === null ? (
          <PageSkeleton rows={8} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )}
      </MobilePage>
    );
  }
  return (
    <MobilePage title={matter.title} backTo="/">
      <Named>
        <Whole
          matter={matter}
          readAt={found.dataUpdatedAt}
          busy={found.isFetching}
          onRead={() => void found.refetch()}
        />
      </Named>
    </MobilePage>
  );
}

interface WholeProps {
  readonly matter: MatterView;
  readonly readAt: number;
  readonly busy: boolean;
  readonly onRead: () => void;
}

function Whole({ matter, ...reading }: WholeProps) {
  const t = useTexts();
  const f = useFieldTexts();
  const foreseen = useForesee()(matter);
  const history = useEndpoint(getHistory, { params: { matterId: matter.matterId } });
  return (
    <>
      <span className={styles.marks}>
        <CopyableCode value={matter.code} shown={spellMatterCode(matter.code)} />
        <StageTag stage={foreseen.stage} />
        <DueLight light={lightOf(matter)} dueAt={matter.dueAt} provisional={matter.provisionalDue} />
      </span>
      <Stale {...reading} />
      <Waiting matter={matter} />
      <Acts matter={matter} allowed={foreseen.allowed} />
      <MobileCard title={t('page.facts')}>
        <MatterFacts matter={matter} />
        {matter.position !== null && (
          <DistrictMap
            label={f('map.place')}
            height={mapHeightPx}
            centre={matter.position}
            markers={[
              { id: matter.matterId, position: matter.position, label: matter.title, selected: true },
            ]}
          />
        )}
      </MobileCard>
      <Evidence matter={matter} />
      <Notes matter={matter} />
      <History entries={history.data?.entries} error={history.error} />
    </>
  );
}

function MatterFacts({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const f = useFieldTexts();
  const show = useShow();
  const names = useCityNames();
  const place = names.placeLine(matter.placeCode).map(show).join(' · ');
  return (
    <Facts
      facts={[
        { label: t('fact.type'), value: show(names.type(matter.typeCode)) },
        { label: t('fact.place'), value: [matter.address, place].filter(Boolean).join(' · ') },
        { label: f('fact.holder'), value: show(names.unit(matter.holderUnitId)) },
        ...(matter.description === '' ? [] : [{ label: f('fact.words'), value: matter.description }]),
        ...names
          .answers(matter.typeCode, matter.answers)
          .map(({ question, answer }) => ({ label: show(question), value: show(answer) })),
      ]}
    />
  );
}

/** Commands for this matter that the server has not got, or has and this page does not show yet. */
function Waiting({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const f = useFieldTexts();
  const waiting = ahead(useOutboxView().items, matter).filter(({ state }) => state !== 'sent');
  if (waiting.length === 0) return null;
  return (
    <Link to="/outbox" className={styles.waiting ?? ''}>
      {f('matter.waiting', {
        count: waiting.length,
        acts: waiting
          .map(({ command: { about } }) => (isFieldAct(about.act) ? t(`command.${about.act}`) : about.act))
          .join('、'),
      })}
    </Link>
  );
}

function Acts({ matter, allowed }: { readonly matter: MatterView; readonly allowed: readonly ActView[] }) {
  const t = useTexts();
  const f = useFieldTexts();
  const { primary, possible } = sortActs(allowed.filter(({ command }) => isFieldAct(command)));
  const acts = [...primary, ...possible];
  if (acts.length === 0) return <p className={styles.soft}>{f('matter.noActs')}</p>;
  return (
    <ul className={styles.acts} aria-label={t('act.title')}>
      {acts.map(({ kind, workOrderNo }, index) => (
        <li key={`${kind} ${workOrderNo ?? ''}`}>
          <Link
            to="/matters/$matterId/$act"
            params={{ matterId: matter.matterId, act: kind }}
            search={workOrderNo === null ? {} : { order: String(workOrderNo) }}
            className={(index === 0 ? styles.mainAct : styles.act) ?? ''}
          >
            {t(`command.${kind}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
