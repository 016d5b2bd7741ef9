import { type Capacity, enrol, leaveGrid, listOwnEnrolments } from '@heliu/contract/enrolment';
import { useState } from 'react';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import type { FoundGrid } from './GridSearch.tsx';

/** The grid that I am enrolled in, and the way into another. */
export function useOwnGrid(capacity: Capacity) {
  const own = useEndpoint(listOwnEnrolments, {});
  const enter = useCommand(enrol, { refresh: [listOwnEnrolments] });
  const leave = useCommand(leaveGrid, { refresh: [listOwnEnrolments] });
  const [chosen, setChosen] = useState<FoundGrid>();
  const [moving, setMoving] = useState(false);
  const rows = own.data?.rows ?? [];
  const current = rows.find((row) => row.capacity === capacity);
  const done = () => {
    setChosen(undefined);
    setMoving(false);
  };
  return {
    own,
    rows,
    current,
    chosen,
    choose: setChosen,
    moving,
    setMoving: (next: boolean) => {
      setChosen(undefined);
      setMoving(next);
    },
    searches: own.data !== undefined && chosen === undefined && (current === undefined || moving),
    pending: enter.pending || leave.pending,
    error: enter.error ?? leave.error,
    retry: enter.error === undefined ? leave.retry : enter.retry,
    enter: async ({ place }: FoundGrid) => {
      leave.reset();
      if ((await enter.run({ body: { place } })) !== undefined) done();
    },
    leave: async (id: number) => {
      enter.reset();
      if ((await leave.run({ params: { id } })) !== undefined) done();
    },
  };
}
