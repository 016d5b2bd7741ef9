import { isFinal } from '@heliu/contract/matter/model';
import { spellMatterCode } from '@heliu/contract/matter/code';
import type { PublicProgress } from '@heliu/contract/matter/track';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { formatSpan, useNow } from '../../kernel/time/index.ts';
import { CopyableCode, Facts, Time } from '../../kernel/ui/index.ts';
import { useCity } from '../city/City.tsx';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';
import { isSuspended, tellingSteps } from './steps.ts';

interface ProgressProps {
  readonly progress: PublicProgress;
}

/** Where a matter stands, in plain words, and how it got there. */
export function ProgressCards({ progress }: ProgressProps) {
  const t = useTexts();
  return (
    <>
      <MobileCard title={t('track.state')}>
        <State progress={progress} />
      </MobileCard>
      <MobileCard title={t('track.steps')}>
        <Timeline progress={progress} />
      </MobileCard>
    </>
  );
}

/** How the matter goes on into which this one was merged. */
export function Onward({ into }: { readonly into: PublicProgress | null }) {
  const t = useTexts();
  if (into === null) return null;
  return (
    <>
      <p className={styles.soft}>{t('track.mergedInto')}</p>
      <ProgressCards progress={into} />
    </>
  );
}

function State({ progress }: ProgressProps) {
  const t = useTexts();
  const show = useShow();
  const { typeName, placeLine } = useCity();
  const { stage, steps, code, outcome, registeredAt, dueAt, closedAt } = progress;
  const suspended = !isFinal(stage) && isSuspended(steps);
  return (
    <>
      <div className={styles.headline}>
        <strong>{suspended ? t('track.suspended') : t(`stage.${stage}.title`)}</strong>
        <span className={styles.soft}>{suspended ? t('track.suspendedText') : t(`stage.${stage}.text`)}</span>
        <Punctuality progress={progress} suspended={suspended} />
      </div>
      <Facts
        facts={[
          { label: t('track.number'), value: <CopyableCode value={code} shown={spellMatterCode(code)} /> },
          { label: t('what.type'), value: show(typeName(progress.typeCode)) },
          { label: t('where.place'), value: placeLine(progress.divisionCode).map(show).join(' ') },
          { label: t('track.registeredAt'), value: <Time at={registeredAt} /> },
          ...(dueAt === null ? [] : [{ label: t('track.dueAt'), value: <Time at={dueAt} /> }]),
          ...(closedAt === null ? [] : [{ label: t('track.closedAt'), value: <Time at={closedAt} /> }]),
          ...(outcome === null ? [] : [{ label: t('track.outcome'), value: t(`outcome.${outcome}`) }]),
        ]}
      />
    </>
  );
}

interface PunctualityProps extends ProgressProps {
  readonly suspended: boolean;
}

/** On time or late, said as it is: a closed matter keeps the word that it was late. */
function Punctuality({ progress, suspended }: PunctualityProps) {
  const t = useTexts();
  const language = useLanguage();
  const now = useNow();
  const { dueAt, closedAt, overdue, stage } = progress;
  if (dueAt === null || suspended) return null;
  const due = new Date(dueAt).getTime();
  if (closedAt !== null) {
    const late = formatSpan(new Date(closedAt).getTime() - due, language);
    return overdue ? (
      <span className={styles.overdue}>{t('track.closedLate', { span: late })}</span>
    ) : (
      <span className={styles.soft}>{t('track.closedInTime')}</span>
    );
  }
  if (isFinal(stage)) return null;
  const span = formatSpan(due - now, language);
  return due < now ? (
    <span className={styles.overdue}>{t('track.overdue', { span })}</span>
  ) : (
    <span className={styles.soft}>{t('track.left', { span })}</span>
  );
}

function Timeline({ progress }: ProgressProps) {
  const t = useTexts();
  const show = useShow();
  const { unitName } = useCity();
  return (
    <ol className={styles.timeline}>
      {tellingSteps(progress.steps).map(({ at, step, unitId }) => (
        <li key={`${at} ${step} ${unitId ?? ''}`}>
          <strong>{t(`timeline.${step}`)}</strong>
          {unitId !== null && <span>{show(unitName(unitId))}</span>}
          <span className={styles.small}>
            <Time at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
