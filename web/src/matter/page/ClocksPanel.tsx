import type { ClockView, MatterView } from '@heliu/contract/matter';
import { Panel } from '../../kernel/desk/index.ts';
import { useLanguage } from '../../kernel/i18n/index.ts';
import { DueLight, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

const order = { running: 0, paused: 1, stopped: 2 } as const;

/** Every clock with its light, and on demand how its due time came about; those that ended wait below those that run. */
export function ClocksPanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const clocks = matter.clocks.toSorted(
    (a, b) => order[a.state] - order[b.state] || b.startedAt - a.startedAt,
  );
  const going = clocks.filter(({ state }) => state !== 'stopped');
  const ended = clocks.filter(({ state }) => state === 'stopped');
  return (
    <Panel title={t('page.clocks')}>
      {clocks.length === 0 && <p className={styles.soft}>{t('page.noClocks')}</p>}
      {going.length > 0 && <Clocks clocks={going} />}
      {going.length > 0 && ended.length > 0 ? (
        <details className={styles.details}>
          <summary>{t('page.endedClocks', { count: ended.length })}</summary>
          <Clocks clocks={ended} />
        </details>
      ) : (
        <Clocks clocks={ended} />
      )}
    </Panel>
  );
}

const Clocks = ({ clocks }: { readonly clocks: readonly ClockView[] }) => (
  <ul className={styles.clocks}>
    {clocks.map((clock) => (
      <li key={`${clock.kind} ${clock.workOrderNo} ${clock.round}`}>
        <ClockItem clock={clock} />
      </li>
    ))}
  </ul>
);

function ClockItem({ clock }: { readonly clock: ClockView }) {
  const t = useTexts();
  const language = useLanguage();
  const dueAt = new Date(clock.dueAt).toISOString();
  return (
    <details className={styles.clock}>
      <summary>
        <span className={styles.clockName}>
          {t(`clock.${clock.kind}`)}
          {clock.workOrderNo > 0 && (
            <small className={styles.soft}> {t('order.short', { no: clock.workOrderNo })}</small>
          )}
          {clock.round > 1 && (
            <small className={styles.soft}> {t('clock.round', { round: clock.round })}</small>
          )}
        </span>
        <ClockLight clock={clock} dueAt={dueAt} />
      </summary>
      <p className={styles.soft}>
        {t('page.dueAt')} <Time at={dueAt} show="absolute" />
      </p>
      <ol>
        {clock.explanation[language].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </details>
  );
}

/** A clock that ended without the act it waited for says what ended it. */
function ClockLight({ clock, dueAt }: { readonly clock: ClockView; readonly dueAt: string }) {
  const t = useTexts();
  const { end, state, provisional } = clock;
  const going = state === 'paused' ? 'paused' : (clock.light ?? 'none');
  const light = end === null ? going : end === 'done' ? 'done' : 'none';
  const words = end === null || end === 'done' ? undefined : t(`clockEnd.${end}`);
  return <DueLight light={light} words={words} dueAt={dueAt} provisional={provisional} />;
}
