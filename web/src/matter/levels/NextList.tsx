import { useShow } from '../../kernel/i18n/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import { useNow } from '../../kernel/time/index.ts';
import { CardMark } from '../../supervision/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import type { Next } from './next.ts';
import styles from './levels.module.css';

/** Who has to do what, the first due first; what is late is said so. */
export function NextList({ next }: { readonly next: readonly Next[] }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const now = useNow();
  if (next.length === 0) return <p className={styles.soft}>{t('levels.nobody')}</p>;
  return (
    <ol className={styles.next}>
      {next.map(({ act, unitId, workOrderNo, dueAt, card }, index) => (
        <li
          key={`${act} ${unitId} ${workOrderNo ?? ''} ${dueAt ?? ''} ${card?.cardId ?? ''}`}
          className={index === 0 ? styles.first : ''}
        >
          <strong>{show(names.unit(unitId))}</strong>
          <span>
            {t(`levels.act.${act}`)}
            {workOrderNo !== null && ` · ${t('order.short', { no: workOrderNo })}`}
            {card !== undefined && (
              <>
                {' '}
                <CardMark card={card} />
              </>
            )}
          </span>
          <span className={dueAt !== null && Date.parse(dueAt) < now ? styles.late : styles.soft}>
            {dueAt === null ? (
              t('levels.noTime')
            ) : (
              <>
                {t(act === 'meet' ? 'levels.begins' : 'levels.until')} <Time at={dueAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
