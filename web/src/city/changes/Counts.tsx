import type { EntryChanges } from '@heliu/contract/city-api';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';

/** What was done to a kind of entry, in three numbers; those that are nought are left out. */
export function Counts({ change }: { readonly change: EntryChanges }) {
  const t = useTexts();
  const parts = (['added', 'changed', 'removed'] as const).filter((act) => change[act] > 0);
  return (
    <span className={styles.counts}>
      {parts.map((act) => (
        <span key={act} className={styles[act]}>
          {t(`act.${act}Count`, { number: change[act] })}
        </span>
      ))}
    </span>
  );
}
