import { listRounds } from '@heliu/contract/patrol';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useShow } from '../kernel/i18n/index.ts';
import { Choices, MobileCard, MobilePage } from '../kernel/mobile/index.ts';
import { useOutboxView } from '../kernel/offline/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useNow } from '../kernel/time/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { Stale } from '../matter/field.tsx';
import styles from './field.module.css';
import { type PlanNow, type RoundNow, roundsNow } from './rounds.ts';
import { useFrequency, useTexts } from './texts.ts';

/** Today's rounds of my grids, by plan. */
export function RoundsPage() {
  const t = useTexts();
  const found = useEndpoint(listRounds, {});
  const { items } = useOutboxView();
  const now = useNow();
  const [all, setAll] = useState(false);
  const read = () => void found.refetch();
  if (found.data === undefined) {
    return (
      <MobilePage title={t('title')}>
        {found.error === null ? (
          <PageSkeleton rows={8} />
        ) : (
          <ErrorState error={found.error} onRetry={read} retrying={found.isFetching} />
        )}
      </MobilePage>
    );
  }
  const plans = roundsNow(found.data, items, now);
  const some = found.data.rounds.some(({ mine }) => mine) && found.data.rounds.some(({ mine }) => !mine);
  const shown = plans
    .map(({ plan, rounds }) => ({ plan, rounds: rounds.filter(({ mine }) => all || mine || !some) }))
    .filter(({ rounds }) => rounds.length > 0);
  const due = shown.flatMap(({ rounds }) => rounds.filter((round) => round.due)).length;
  return (
    <MobilePage title={t('title')} lead={due === 0 ? t('leadNone') : t('lead', { count: due })}>
      <Stale readAt={found.dataUpdatedAt} busy={found.isFetching} error={found.error} onRead={read} />
      <Link to="/scan" className={styles.scan ?? ''}>
        {t('scan')}
      </Link>
      {some && (
        <Choices
          label={t('whose.label')}
          options={[
            { value: 'mine', label: t('whose.mine') },
            { value: 'all', label: t('whose.all') },
          ]}
          value={all ? 'all' : 'mine'}
          onChange={(value) => setAll(value === 'all')}
        />
      )}
      {shown.length === 0 && <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>}
      {shown.map((plan) => (
        <PlanCard key={plan.plan.code} {...plan} />
      ))}
    </MobilePage>
  );
}

function PlanCard({ plan, rounds }: PlanNow) {
  const t = useTexts();
  const show = useShow();
  const frequency = useFrequency();
  const due = rounds.filter((round) => round.due);
  const rest = rounds.filter((round) => !round.due);
  const complete = rounds.filter(({ done }) => done >= plan.frequency.times).length;
  const words = t(`progress.${plan.frequency.per}`, { done: complete, all: rounds.length });
  return (
    <MobileCard title={show(plan.name)}>
      <p className={styles.soft}>
        {show(plan.description)} · {frequency(plan.frequency)}
      </p>
      <div className={styles.progress}>
        <progress value={complete} max={rounds.length} aria-label={words} />
        <span>{words}</span>
      </div>
      <Places rounds={due} times={plan.frequency.times} />
      {due.length === 0 && <p className={styles.ready}>{t('ready')}</p>}
      {rest.length > 0 && (
        <details className={styles.rest}>
          <summary>{t('rest', { count: rest.length })}</summary>
          <Places rounds={rest} times={plan.frequency.times} />
        </details>
      )}
    </MobileCard>
  );
}

interface PlacesProps {
  readonly rounds: readonly RoundNow[];
  readonly times: number;
}

function Places({ rounds, times }: PlacesProps) {
  const t = useTexts();
  const show = useShow();
  return (
    <ul className={styles.rows}>
      {rounds.map(({ plan, code, name, done, due, waiting }) => (
        <li key={code}>
          <Link to="/patrol/$plan/$place" params={{ plan, place: code }} className={styles.row ?? ''}>
            <strong>{show(name)}</strong>
            <span className={styles.marks}>
              <span className={styles.mark} data-due={due}>
                {t(due ? 'due' : done >= times ? 'complete' : 'today')}
              </span>
              {times > 1 && <span className={styles.soft}>{t('times', { done, times })}</span>}
              {waiting && <span className={styles.waits}>{t('waiting')}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
