import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { Stale } from '../../matter/field.tsx';
import { TaskRows } from './TaskRows.tsx';
import { useFieldTexts } from './texts.ts';
import { useTasks } from './use-tasks.ts';

/** All support visits that I make. */
export function TasksPage() {
  const t = useFieldTexts();
  const { found, tasks } = useTasks();
  const read = () => void found.refetch();
  if (found.data === undefined) {
    return (
      <MobilePage title={t('title')} backTo="/">
        {found.error === null ? (
          <PageSkeleton rows={6} />
        ) : (
          <ErrorState error={found.error} onRetry={read} retrying={found.isFetching} />
        )}
      </MobilePage>
    );
  }
  const { kinds } = found.data;
  const due = tasks.filter((task) => task.due);
  const rest = tasks.filter((task) => !task.due);
  return (
    <MobilePage
      title={t('title')}
      backTo="/"
      lead={due.length === 0 ? t('leadNone') : t('lead', { count: due.length })}
    >
      <Stale readAt={found.dataUpdatedAt} busy={found.isFetching} error={found.error} onRead={read} />
      {tasks.length === 0 && <EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
      {due.length > 0 && (
        <MobileCard title={t('due')}>
          <TaskRows tasks={due} kinds={kinds} />
        </MobileCard>
      )}
      {rest.length > 0 && (
        <MobileCard title={t('rest')}>
          <TaskRows tasks={rest} kinds={kinds} />
        </MobileCard>
      )}
    </MobilePage>
  );
}
