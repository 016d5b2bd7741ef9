import { countRulings } from '@heliu/contract/matter/rulings';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';
import styles from './ruling.module.css';

/** The entry of the menu, with how many matters wait for a ruling. */
export function RulingsLabel() {
  const t = useTexts();
  const waiting =
    useEndpoint(countRulings, {}, { refetchMs: 120_000, keepPrevious: true }).data?.waiting ?? 0;
  return (
    <>
      {t('ruling.title')}
      {waiting > 0 && (
        <span className={styles.badge} title={t('ruling.waiting', { count: waiting })}>
          {waiting}
        </span>
      )}
    </>
  );
}
