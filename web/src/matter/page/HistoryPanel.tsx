import { reasonActOf } from '@heliu/contract/matter/reasons';
import type { HistoryEntry, MatterView } from '@heliu/contract/matter/views';
import { Timeline } from 'antd';
import { Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { formatTime } from '../../kernel/time/index.ts';
import { ErrorState, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { gridsOf, reasonCodeOf, recomputedIn, unitsOf } from './history.ts';
import { useEventName } from './use-event-name.ts';
import { useDetails } from './use-details.ts';
import { useWho } from './use-who.ts';
import styles from './page.module.css';

interface HistoryPanelProps {
  readonly entries: readonly HistoryEntry[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly people: MatterView['people'];
}

/** The custody chain: everything that happened, newest first, and through whose hands it went. */
export function HistoryPanel({ entries, error, onRetry, people }: HistoryPanelProps) {
  const t = useTexts();
  if (entries === undefined) {
    return (
      <Panel title={t('page.history')}>
        {error === null ? <PageSkeleton rows={4} /> : <ErrorState error={error} onRetry={onRetry} />}
      </Panel>
    );
  }
  return (
    <Panel title={t('page.history')}>
      <Timeline
        items={entries.toReversed().map((entry) => ({
          key: `${entry.version} ${entry.kind}`,
          content: <Entry entry={entry} people={people} />,
        }))}
      />
    </Panel>
  );
}

function Entry({ entry, people }: { readonly entry: HistoryEntry } & Pick<HistoryPanelProps, 'people'>) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const eventName = useEventName();
  const who = useWho();
  const details = useDetails(people)(entry);
  const act = reasonActOf(entry.kind);
  const code = reasonCodeOf(entry.data);
  const grids = gridsOf(entry);
  const units = unitsOf(entry).map((id) => show(names.unit(id)));
  const moved = entry.holderUnitBefore !== null && entry.holderUnitBefore !== entry.holderUnitAfter;
  return (
    <div className={styles.entry}>
      <div>
        <strong>{eventName(entry.kind)}</strong>
        {entry.stageBefore !== null && entry.stageBefore !== entry.stageAfter && (
          <span className={styles.soft}>
            {' '}
            {t(`stage.${entry.stageBefore}`)} → {t(`stage.${entry.stageAfter}`)}
          </span>
        )}
      </div>
      {details.length > 0 && <div>{details.join(' · ')}</div>}
      {units.length > 0 && <div>{units.join(' · ')}</div>}
      {act !== undefined && code !== undefined && <div>{show(names.reason(act, code))}</div>}
      {grids !== undefined && (
        <div>
          {t(`history.grid.${grids.cause}`, {
            from: show(names.place(grids.fromGridId)),
            to: show(names.place(grids.toGridId)),
          })}
        </div>
      )}
      {recomputedIn(entry).map(({ kind, workOrderNo, fromDueAt, toDueAt }) => (
        <div key={`${kind} ${workOrderNo}`}>
          {t(fromDueAt === toDueAt ? 'history.dueStays' : 'history.dueMoved', {
            clock: t(`clock.${kind}`),
            from: formatTime(fromDueAt, 'minute'),
            to: formatTime(toDueAt, 'minute'),
          })}
        </div>
      ))}
      {moved && (
        <div>
          {t('history.handed', {
            from: show(names.unit(entry.holderUnitBefore ?? '')),
            to: show(names.unit(entry.holderUnitAfter)),
          })}
        </div>
      )}
      <div className={styles.soft}>
        {who(entry)} · <Time at={entry.at} detail="second" />
      </div>
    </div>
  );
}
