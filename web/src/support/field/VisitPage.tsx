import type { SupportKind } from '@heliu/contract/registers/pack';
import { useParams } from '@tanstack/react-router';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { EmptyState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { Named, Stale } from '../../matter/field.tsx';
import type { TaskNow } from './tasks.ts';
import { useFieldTexts } from './texts.ts';
import { useTasks } from './use-tasks.ts';
import { VisitForm } from './VisitForm.tsx';
import { Withdraw } from './Withdraw.tsx';

/** One support visit: whom it is for, what came of it, and the end of the consent. */
export function VisitPage() {
  const t = useFieldTexts();
  const { entry = '' }: { entry?: string } = useParams({ strict: false });
  const { found, tasks } = useTasks();
  const task = tasks.find(({ entryId }) => entryId === entry);
  if (found.data === undefined && found.error === null) return <PageSkeleton rows={8} />;
  if (found.data === undefined || task === undefined) {
    return (
      <MobilePage title={t('title')} backTo="/support">
        <EmptyState title={t('gone.title')}>{t('gone.text')}</EmptyState>
      </MobilePage>
    );
  }
  const kind = found.data.kinds.find(({ code }) => code === task.kind);
  return (
    <MobilePage title={task.person.name} backTo="/support">
      <Stale
        readAt={found.dataUpdatedAt}
        busy={found.isFetching}
        error={found.error}
        onRead={() => void found.refetch()}
      />
      <Named>
        <Whom task={task} kind={kind} />
        <VisitForm key={entry} task={task} kind={kind} />
        <Withdraw task={task} />
      </Named>
    </MobilePage>
  );
}

interface WhomProps {
  readonly task: TaskNow;
  readonly kind: SupportKind | undefined;
}

function Whom({ task, kind }: WhomProps) {
  const t = useFieldTexts();
  const show = useShow();
  const { person, purpose, frequency, expiresAt, number } = task;
  return (
    <MobileCard title={kind === undefined ? task.kind : show(kind.name)}>
      <Facts
        facts={[
          { label: t('fact.phone'), value: <a href={`tel:${person.phone}`}>{person.phone}</a> },
          { label: t('fact.address'), value: person.address },
          { label: t('fact.purpose'), value: purpose },
          { label: t('fact.frequency'), value: t(`per.${frequency.per}`, { count: frequency.times }) },
          { label: t('fact.ends'), value: <Time at={expiresAt} show="absolute" detail="day" /> },
          { label: t('fact.number'), value: number },
        ]}
      />
    </MobileCard>
  );
}
