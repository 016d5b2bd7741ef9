import type { CallerMatter } from '@heliu/contract/hotline';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { isFinal } from '@heliu/contract/matter/model';
import { Link } from '@tanstack/react-router';
import { useShow } from '../kernel/i18n/index.ts';
import { Mark } from '../kernel/mark/index.ts';
import { CopyableCode, DueLight, Time } from '../kernel/ui/index.ts';
import { lightOf, StageTag, useCityNames } from '../matter/index.ts';
import styles from './hotline.module.css';
import { useTexts } from './texts.ts';

/** A matter of the caller, and what may be said of it. */
export function CallerMatterCard({ matter }: { readonly matter: CallerMatter }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const place = [...names.placeWords(matter.placeCode, show).toReversed(), matter.address ?? ''];
  return (
    <article className={styles.card}>
      <header className={styles.head}>
        <h3 className={styles.name}>
          <Link to="/matters/$matterId" params={{ matterId: matter.matterId }}>
            {matter.title}
          </Link>
        </h3>
        <StageTag stage={matter.stage} />
        {matter.callBackDue && <Mark tone="yellow">{t('found.callBackDue')}</Mark>}
        <DueLight light={lightOf(matter)} dueAt={matter.dueAt} />
      </header>
      <p className={[styles.line, styles.soft].join(' ')}>
        <CopyableCode value={matter.code} shown={spellMatterCode(matter.code)} />
        <span>{show(names.type(matter.typeCode))}</span>
        <Time at={matter.registeredAt} />
        {matter.reporter !== null && <span>{matter.reporter}</span>}
      </p>
      <p className={styles.soft}>{place.filter((part) => part !== '').join(' · ')}</p>
      <Telling matter={matter} />
    </article>
  );
}

/** In words that one may say as they stand. */
function Telling({ matter }: { readonly matter: CallerMatter }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const { progress, replies, stage } = matter;
  const unit = progress.steps.findLast(({ unitId }) => unitId !== null)?.unitId;
  const [last] = replies;
  return (
    <div className={styles.tell}>
      <strong className={styles.small}>{t('found.tell')}</strong>
      <p>
        {t(`tell.${stage}`, {
          unit: unit === undefined || unit === null ? t('found.unit') : show(names.unit(unit)),
        })}
        {progress.dueAt !== null && !isFinal(stage) && (
          <>
            {' '}
            {t(progress.overdue ? 'found.late' : 'found.due')} <Time at={progress.dueAt} show="absolute" />
          </>
        )}
      </p>
      {last !== undefined && (
        <p>
          <span className={styles.soft}>
            {t('found.reply')} <Time at={last.at} />
          </span>{' '}
          {last.body}
        </p>
      )}
    </div>
  );
}
