import { Button, Popconfirm } from 'antd';
import { Panel } from '../kernel/desk/index.ts';
import { ErrorState, PageSkeleton, Refusal } from '../kernel/ui/index.ts';
import styles from './enrolment.module.css';
import { GridName } from './GridName.tsx';
import { GridSearch } from './GridSearch.tsx';
import { useTexts } from './texts.ts';
import { useOwnGrid } from './use-own-grid.ts';

/** The grid where a member of staff lives, and the grids in the person's charge. */
export function HomePanel() {
  const t = useTexts();
  const grid = useOwnGrid('staff_at_home');
  const { own, current, chosen, moving } = grid;
  const charges = grid.rows.filter(({ capacity }) => capacity === 'cadre_in_charge');
  return (
    <Panel title={t('home.title')}>
      <div className={styles.stack}>
        <p>{t('home.text')}</p>
        {own.isPending && <PageSkeleton rows={2} />}
        {own.error !== null && own.data === undefined && (
          <ErrorState error={own.error} onRetry={() => void own.refetch()} />
        )}
        {current !== undefined && <GridName enrolment={current} />}
        {current !== undefined && (
          <div className={styles.actions}>
            <Button onClick={() => grid.setMoving(!moving)} aria-expanded={moving}>
              {t(moving ? 'own.keep' : 'own.another')}
            </Button>
            <Popconfirm
              title={t('own.leaveAsk')}
              okText={t('own.leave')}
              cancelText={t('own.cancel')}
              onConfirm={() => void grid.leave(current.id)}
            >
              <Button loading={grid.pending}>{t('own.leave')}</Button>
            </Popconfirm>
          </div>
        )}
        {grid.searches && <GridSearch onFound={grid.choose} />}
        {chosen !== undefined && (
          <div className={styles.actions}>
            <span>{t('search.chosen', { name: chosen.words })}</span>
            <Button type="primary" loading={grid.pending} onClick={() => void grid.enter(chosen)}>
              {t('home.enrol')}
            </Button>
            <Button onClick={() => grid.choose(undefined)}>{t('search.other')}</Button>
          </div>
        )}
        <Refusal error={grid.error} onRetry={grid.retry} />
        {charges.length > 0 && (
          <>
            <h3>{t('home.inCharge')}</h3>
            {charges.map((charge) => (
              <GridName key={charge.id} enrolment={charge} />
            ))}
          </>
        )}
      </div>
    </Panel>
  );
}
