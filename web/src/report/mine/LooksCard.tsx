import type { OwnReport } from '@heliu/contract/matter/track';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import { useCity } from '../city/City.tsx';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';

/** Who had the reporter's contact details shown, and what for. */
export function LooksCard({ looks }: Pick<OwnReport, 'looks'>) {
  const t = useTexts();
  const show = useShow();
  const { unitName } = useCity();
  if (looks.length === 0) return null;
  return (
    <MobileCard title={t('mine.looks')}>
      <ul className={styles.talk}>
        {looks.map(({ at, unitId, purpose }, index) => (
          <li key={`${at} ${index}`}>
            <div className={styles.small}>
              {unitId === null ? t('mine.lookedStaff') : show(unitName(unitId))} ·{' '}
              <Time at={at} show="absolute" />
            </div>
            {purpose}
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}
