import { Link } from '@tanstack/react-router';
import { MobileCard } from '../../kernel/mobile/index.ts';
import styles from './field.module.css';
import { TaskRows } from './TaskRows.tsx';
import { useFieldTexts } from './texts.ts';
import { useTasks } from './use-tasks.ts';

/** Among today's tasks: the support visits that are due; nothing for who has none at all. */
export function TodayCard() {
  const t = useFieldTexts();
  const { found, tasks } = useTasks();
  const due = tasks.filter((task) => task.due);
  if (tasks.length === 0) return null;
  return (
    <MobileCard title={t('card', { count: due.length })}>
      {due.length === 0 && <p className={styles.ready}>{t('cardNone')}</p>}
      <TaskRows tasks={due} kinds={found.data?.kinds ?? []} />
      <Link to="/support" className={styles.all ?? ''}>
        {t('all', { count: tasks.length })}
      </Link>
    </MobileCard>
  );
}
