import { Button } from 'antd-mobile';
import { MobileCard } from '../kernel/mobile/index.ts';
import { ErrorState, PageSkeleton, Refusal } from '../kernel/ui/index.ts';
import styles from './enrolment.module.css';
import { GridName } from './GridName.tsx';
import { GridSearch } from './GridSearch.tsx';
import { useTexts } from './texts.ts';
import { useOwnGrid } from './use-own-grid.ts';

/** A resident as a volunteer in the grid where they live. */
export function VolunteerCard() {
  const t = useTexts();
  const grid = useOwnGrid('resident_volunteer');
  const { own, current, chosen, moving } = grid;
  return (
    <MobileCard title={t('volunteer.title')}>
      <div className={styles.stack}>
        <p>{t('volunteer.text')}</p>
        <p className={styles.soft}>{t('volunteer.seen')}</p>
      </div>
      {own.isPending && <PageSkeleton rows={2} />}
      {own.error !== null && own.data === undefined && (
        <ErrorState error={own.error} onRetry={() => void own.refetch()} />
      )}
      {current !== undefined && <GridName enrolment={current} />}
      {grid.searches && <GridSearch onFound={grid.choose} />}
      {chosen !== undefined && (
        <div className={styles.stack}>
          <p>{t('search.chosen', { name: chosen.words })}</p>
          <Button block color="primary" loading={grid.pending} onClick={() => void grid.enter(chosen)}>
            {t('volunteer.enrol')}
          </Button>
          <Button block onClick={() => grid.choose(undefined)}>
            {t('search.other')}
          </Button>
        </div>
      )}
      <Refusal error={grid.error} onRetry={grid.retry} />
      {current !== undefined && (
        <div className={styles.actions}>
          <Button size="small" onClick={() => grid.setMoving(!moving)} aria-expanded={moving}>
            {t(moving ? 'own.keep' : 'own.another')}
          </Button>
          <Button size="small" loading={grid.pending} onClick={() => void grid.leave(current.id)}>
            {t('own.leave')}
          </Button>
        </div>
      )}
    </MobileCard>
  );
}
