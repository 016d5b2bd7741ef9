import { listAllowed } from '@heliu/contract/matter';
import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import { useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../kernel/api/index.ts';
import { endpointOf } from '../act/endpoint.ts';
import { useTexts } from '../texts.ts';
import { type Job, jobsOf, type TogetherKind } from './offers.ts';
import { countOf, failure, type Fate, type Fates, fatesAfterReading, runTogether } from './run.ts';
import { undoOf } from './undo.ts';

/** Ids of commands by matter and order, kept while nobody knows whether the server acted. */
class CommandIds {
  readonly #ids = new Map<string, string>();

  idFor(matterId: string, workOrderNo: number | null): string {
    const key = `${matterId} ${workOrderNo ?? ''}`;
    const known = this.#ids.get(key) ?? uuidv7();
    this.#ids.set(key, known);
    return known;
  }

  /** Whether it is not known yet what became of the last command on it. */
  isOpen({ row, workOrderNos }: Job): boolean {
    return workOrderNos.some((no) => this.#ids.has(`${row.matterId} ${no ?? ''}`));
  }

  settle({ row, workOrderNos }: Job): void {
    for (const no of workOrderNos) this.#ids.delete(`${row.matterId} ${no ?? ''}`);
  }
}

interface Pass {
  readonly jobs: readonly Job[];
  readonly kind: MatterCommandKind;
  readonly bodyOf: (job: Job, workOrderNo: number | null) => object;
  /** What the end of one job means on this pass. */
  readonly fateOf: (fate: Fate) => Fate;
}

const leavesOpen = (fate: Fate): boolean => fate.is === 'failed' && fate.error.outcomeUnknown;
const same = (fate: Fate): Fate => fate;

/** Taking back: what was refused stays done. */
function undoneOr(fate: Fate): Fate {
  if (fate.is === 'done') return { is: 'undone' };
  return fate.is === 'failed' ? { is: 'kept', error: fate.error } : fate;
}

/** Runs passes over jobs, one after the other, and keeps how each job fared. */
function useRunner(onRun: () => void) {
  const [fates, setFates] = useState<Fates>(new Map());
  const [running, setRunning] = useState(false);
  const stopped = useRef(false);
  const ids = useRef(new CommandIds());
  const tellAll = (told: Fates): void => setFates((before) => new Map([...before, ...told]));
  const tell = ({ row }: Job, fate: Fate): void => tellAll(new Map([[row.matterId, fate]]));
  const run = async (pass: Pass): Promise<void> => {
    stopped.current = false;
    setRunning(true);
    for (const job of pass.jobs) tell(job, { is: 'waiting' });
    await runTogether({
      jobs: pass.jobs,
      commandIdFor: (matterId, no) => ids.current.idFor(matterId, no),
      stopped: () => stopped.current,
      tell: (job, fate) => {
        if (fate.is !== 'working' && !leavesOpen(fate)) ids.current.settle(job);
        tell(job, pass.fateOf(fate));
      },
      send: ({ job, workOrderNo, expectedVersion, commandId }) => {
        const order = workOrderNo === null ? {} : { workOrderNo };
        const body = { ...pass.bodyOf(job, workOrderNo), ...order, expectedVersion, commandId };
        return call(endpointOf(pass.kind), { params: { matterId: job.row.matterId }, body });
      },
    });
    setRunning(false);
    onRun();
  };
  const stop = (): void => {
    stopped.current = true;
  };
  const isOpen = (job: Job): boolean => ids.current.isOpen(job);
  return { fates, running, run, stop, tellAll, isOpen };
}

/** Carries one kind of act out on several matters, and takes it back where the life cycle lets it. */
export function useTogether(kind: TogetherKind, onRun: () => void) {
  const t = useTexts();
  const [jobs, setJobs] = useState<readonly Job[]>();
  const { fates, running, run, stop, tellAll, isOpen } = useRunner(onRun);
  const payload = useRef<(job: Job) => object>(() => ({}));
  const forward = (chosen: readonly Job[]): Promise<void> =>
    run({ jobs: chosen, kind, bodyOf: (job) => payload.current(job), fateOf: same });
  const failed = (jobs ?? []).filter(({ row }) => {
    const is = fates.get(row.matterId)?.is;
    return is === 'failed' || is === 'stopped';
  });
  const undoing = undoOf(kind, t('together.undoNote'));

  return {
    jobs,
    fates,
    running,
    undoable: undoing !== undefined,
    canRetry: failed.length,
    canUndo: undoing === undefined ? 0 : countOf(fates, 'done'),
    start: async (chosen: readonly Job[], payloadOf: (job: Job) => object) => {
      payload.current = payloadOf;
      setJobs(chosen);
      await forward(chosen);
    },
    stop,
    /** Those refused are read again; where the outcome is unknown the same command goes out once more. */
    again: async () => {
      const unknown = failed.filter(isOpen);
      const refused = failed.filter((job) => !unknown.includes(job)).map(({ row }) => row);
      const read = await reread(kind, refused);
      tellAll(read.fates);
      await forward([...unknown, ...read.jobs]);
    },
    undo: async () => {
      if (undoing === undefined) return;
      const done = (jobs ?? []).flatMap((job): Job[] => {
        const fate = fates.get(job.row.matterId);
        return fate?.is === 'done' ? [{ ...job, version: fate.version }] : [];
      });
      await run({ jobs: done, ...undoing, fateOf: undoneOr });
    },
  };
}

interface Reread {
  readonly jobs: readonly Job[];
  readonly fates: Fates;
}

/** What can still be done of that which was refused; where the reading fails, each says why. */
async function reread(kind: TogetherKind, rows: readonly Job['row'][]): Promise<Reread> {
  if (rows.length === 0) return { jobs: [], fates: new Map() };
  const matterIds = rows.map(({ matterId }) => matterId).join(',');
  try {
    const { matters } = await call(listAllowed, { query: { matterIds } });
    const jobs = jobsOf(kind, rows, matters);
    return { jobs, fates: fatesAfterReading(rows, jobs) };
  } catch (error) {
    return { jobs: [], fates: new Map(rows.map(({ matterId }) => [matterId, failure(error)])) };
  }
}
