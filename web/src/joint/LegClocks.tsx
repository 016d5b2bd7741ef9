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
import { DueLight } from '../kernel/ui/index.ts';
import { Mark, type MarkTone } from '../kernel/mark/index.ts';
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

const tones: Record<LegState, MarkTone> = {
  called: 'yellow',
  acknowledged: 'blue',
  arrived: 'green',
  reported: 'plain',
  declined: 'plain',
  withdrawn: 'plain',
};

/** How far a unit has come, in a word; red where it should be further. */
export function LegMark({ leg }: { readonly leg: LegView }) {
  const t = useTexts();
  const now = useNow();
  const tone = isOverdue(legOf(leg), now) ? 'red' : tones[leg.state];
  return (
    <span>
      <Mark tone={tone}>{t(`leg.${leg.state}`)}</Mark>
    </span>
  );
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
