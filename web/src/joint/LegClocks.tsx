import type { LegView } from '@heliu/contract/joint';
import {
  clockOf,
  isOverdue,
  type Leg,
  type LegClock,
  legClocks,
  type LegState,
} from '@heliu/contract/joint/leg';
import { useLanguage } from '../kernel/i18n/index.ts';
import { formatSpan, useNow } from '../kernel/time/index.ts';
import { DueLight, type Light } from '../kernel/ui/index.ts';
import styles from './joint.module.css';
import { useTexts } from './texts.ts';

const instantOf = (at: string | null): number | null => (at === null ? null : Date.parse(at));

const legOf = ({ acknowledge, arrive, ended }: LegView): Leg => ({
  acknowledgeDueAt: Date.parse(acknowledge.dueAt),
  arriveDueAt: Date.parse(arrive.dueAt),
  acknowledgedAt: instantOf(acknowledge.at),
  arrivedAt: instantOf(arrive.at),
  ended: ended === null ? null : { at: Date.parse(ended.at), as: ended.as },
});

const lights: Record<LegState, Light> = {
  called: 'yellow',
  acknowledged: 'blue',
  arrived: 'green',
  reported: 'done',
  declined: 'none',
  withdrawn: 'none',
};

const tones: Partial<Record<Light, string | undefined>> = {
  yellow: styles.yellow,
  blue: styles.blue,
  green: styles.green,
  red: styles.red,
};

/** How far a unit has come, in a word; red where it should be further. */
export function LegMark({ leg }: { readonly leg: LegView }) {
  const t = useTexts();
  const now = useNow();
  const late = isOverdue(legOf(leg), now);
  const tone = tones[late ? 'red' : lights[leg.state]];
  return <span className={[styles.mark, tone ?? ''].join(' ')}>{t(`leg.${leg.state}`)}</span>;
}

/** Both clocks of a unit: the time left or overdue, or how long it took. */
export function LegClocks({ leg: view }: { readonly leg: LegView }) {
  return (
    <div className={styles.clocks}>
      {legClocks.map((clock) => (
        <OneClock key={clock} view={view} clock={clock} />
      ))}
    </div>
  );
}

function OneClock({ view, clock }: { readonly view: LegView; readonly clock: LegClock }) {
  const t = useTexts();
  const language = useLanguage();
  const now = useNow();
  const { at, by, dueAt } = view[clock];
  const state = clockOf(legOf(view), clock, now);
  const took = at === null ? 0 : Date.parse(at) - Date.parse(view.calledAt);
  const over = at === null ? 0 : Date.parse(at) - Date.parse(dueAt);
  return (
    <span className={styles.clock} {...(by === null ? {} : { title: by })}>
      <span className={styles.soft}>{t(`clock.${clock}`)}</span>
      {(state === 'running' || state === 'overdue') && (
        <DueLight light={state === 'overdue' ? 'red' : 'green'} dueAt={dueAt} bare={state === 'running'} />
      )}
      {state === 'met' && <span>{t('clock.after', { span: formatSpan(took, language) })}</span>}
      {state === 'late' && (
        <span className={styles.lateText}>{t('clock.late', { span: formatSpan(over, language) })}</span>
      )}
      {state === 'stopped' && <span className={styles.soft}>{t('clock.stopped')}</span>}
    </span>
  );
}
