import type { EndpointReply } from '@heliu/contract/endpoint';
import { getMatter, listMatters, type MatterView } from '@heliu/contract/matter';
import { getStaffOverview } from '@heliu/contract/city-api';
import { useMemo } from 'react';
import { useAccount } from '../../kernel/auth/index.ts';
import { useOutboxView } from '../../kernel/offline/index.ts';
import { endpointQuery, useEndpoint, useKnown } from '../../kernel/query/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { dayLists, matterInput } from './day.ts';
import { ahead, type Foreseen, foresee } from './predict.ts';
import { byDue, type TaskKind, taskOf } from './tasks.ts';

const listKeys = dayLists.map((input) => endpointQuery(listMatters, input).queryKey);

export interface Task {
  readonly matter: MatterView;
  readonly foreseen: Foreseen;
  readonly kind: TaskKind | undefined;
  readonly waiting: number;
}

/** Every matter that is kept for the day, with what I can do about it; `readAt` is when the oldest of the lists was read. */
export function useTasks(): {
  readonly tasks: readonly Task[];
  readonly readAt: number;
  readonly known: boolean;
} {
  const lists = useKnown<EndpointReply<typeof listMatters>>(listKeys);
  const ids = new Set(lists.flatMap(({ data }) => data?.rows.map(({ matterId }) => matterId) ?? []));
  const views = useKnown<MatterView>(
    [...ids].map((id) => endpointQuery(getMatter, matterInput(id)).queryKey),
  );
  const foreseeOne = useForesee();
  const { items } = useOutboxView();
  const tasks = useMemo(
    () =>
      views
        .flatMap(({ data }) => data ?? [])
        .toSorted(byDue)
        .map((matter): Task => {
          const foreseen = foreseeOne(matter);
          return { matter, foreseen, kind: taskOf(foreseen.allowed), waiting: ahead(items, matter).length };
        }),
    [views, items, foreseeOne],
  );
  return {
    tasks,
    readAt: Math.min(...lists.map(({ dataUpdatedAt }) => dataUpdatedAt)),
    known: lists.some(({ data }) => data !== undefined),
  };
}

/** What I may do about a matter after what waits here. */
export function useForesee(): (matter: MatterView) => Foreseen {
  const account = useAccount();
  const names = useCityNames();
  const { items } = useOutboxView();
  const staff = useEndpoint(getStaffOverview, {}, { staleTimeMs: 3_600_000 });
  const lifeCycle = staff.data?.lifeCycle;
  return useMemo(
    () => (matter) =>
      foresee(matter, ahead(items, matter), {
        accountId: account.id,
        lifeCycle,
        type: names.types.get(matter.typeCode),
        now: presentMs(),
      }),
    [account.id, lifeCycle, names, items],
  );
}
