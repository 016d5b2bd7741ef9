import { Link } from '@tanstack/react-router';
import { useContext } from 'react';
import { useAccount } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { DayParts } from '../../kernel/route/index.ts';
import { DueLight, EmptyState, PageSkeleton } from '../../kernel/ui/index.ts';
import { Named, useCityNames } from '../city/Named.tsx';
import { lightOf } from '../city/shown.ts';
import { StageTag } from '../city/StageTag.tsx';
import { Stale } from './Stale.tsx';
import styles from './field.module.css';
import { taskKinds } from './tasks.ts';
import { useFieldTexts } from './texts.ts';
import { useReadDay } from './use-read-day.ts';
import { type Task, useTasks } from './use-tasks.ts';

/** What there is to do today, and what else is under way on my grids. */
export function TodayPage() {
  const t = useFieldTexts();
  const { displayName } = useAccount();
  return (
    <MobilePage title={t('today.title')} lead={t('today.lead', { name: displayName })}>
      <Named>
        <Day />
      </Named>
    </MobilePage>
  );
}

function Day() {
  const t = useFieldTexts();
  const { tasks, readAt, known } = useTasks();
  const { busy, error, read } = useReadDay();
  const parts = useContext(DayParts);
  const others = tasks.filter(({ kind }) => kind === undefined);
  return (
    <>
      <Stale readAt={readAt} busy={busy} error={error} onRead={() => void read()} />
      {busy && tasks.length === 0 && <PageSkeleton rows={6} />}
      {!busy && known && others.length === tasks.length && (
        <EmptyState title={t('today.nothing')}>{t('today.nothingText')}</EmptyState>
      )}
      {taskKinds.map((kind) => (
        <TaskCard key={kind} title={t(`task.${kind}`)} tasks={tasks.filter((task) => task.kind === kind)} />
      ))}
      {parts.map((Part, index) => (
        <Part key={index} />
      ))}
      <TaskCard title={t('today.others')} tasks={others} />
    </>
  );
}

function TaskCard({ title, tasks }: { readonly title: string; readonly tasks: readonly Task[] }) {
  const t = useFieldTexts();
  if (tasks.length === 0) return null;
  return (
    <MobileCard title={t('today.counted', { title, count: tasks.length })}>
      <ul className={styles.rows}>
        {tasks.map((task) => (
          <TaskRow key={task.matter.matterId} task={task} />
        ))}
      </ul>
    </MobileCard>
  );
}

function TaskRow({ task: { matter, foreseen, waiting } }: { readonly task: Task }) {
  const t = useFieldTexts();
  const show = useShow();
  const names = useCityNames();
  const { matterId } = matter;
  return (
    <li>
      <Link to="/matters/$matterId" params={{ matterId }} className={styles.row ?? ''}>
        <strong>{matter.title}</strong>
        <span className={styles.soft}>
          {show(names.type(matter.typeCode))} · {matter.address ?? show(names.place(matter.placeCode))}
        </span>
        <span className={styles.marks}>
          <StageTag stage={foreseen.stage} />
          <DueLight light={lightOf(matter)} dueAt={matter.dueAt} provisional={matter.provisionalDue} />
          {waiting > 0 && <span className={styles.waits}>{t('waits', { count: waiting })}</span>}
        </span>
      </Link>
    </li>
  );
}
