import { listSupportTasks } from '@heliu/contract/support';
import { useCan } from '../../kernel/auth/index.ts';
import { useOutboxView } from '../../kernel/offline/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useNow } from '../../kernel/time/index.ts';
import { tasksNow } from './tasks.ts';

/** My support visits as they stand, with what was read for them. */
export function useTasks() {
  const can = useCan();
  const found = useEndpoint(listSupportTasks, {}, { enabled: can('support.visit') });
  const { items } = useOutboxView();
  const now = useNow();
  return { found, tasks: found.data === undefined ? [] : tasksNow(found.data, items, now) };
}
