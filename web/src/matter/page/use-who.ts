import type { HistoryEntry } from '@heliu/contract/matter/views';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { byItself, byReporter } from './history.ts';

/** Who is behind an event, as people say it. */
export function useWho(): (entry: HistoryEntry) => string {
  const t = useTexts();
  const { city } = useCityNames();
  return (entry) => {
    if (byItself(entry)) return t('history.system');
    return entry.by?.name ?? t(byReporter(entry, city.channels) ? 'history.reporter' : 'history.system');
  };
}
