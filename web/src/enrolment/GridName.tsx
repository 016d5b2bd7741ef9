import type { OwnEnrolment } from '@heliu/contract/enrolment';
import { useShow } from '../kernel/i18n/index.ts';
import { Time } from '../kernel/ui/index.ts';
import styles from './enrolment.module.css';
import { useTexts } from './texts.ts';

/** A grid that I am enrolled in, and since when. */
export function GridName({ enrolment: { grid, since } }: { readonly enrolment: OwnEnrolment }) {
  const t = useTexts();
  const show = useShow();
  return (
    <div className={styles.grid}>
      <strong>{show(grid.name)}</strong>
      <span className={styles.soft}>
        {show(grid.path)} · {t('own.since')}
        <Time at={since} show="absolute" />
      </span>
    </div>
  );
}
