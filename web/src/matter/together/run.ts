import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import { ProblemError } from '../../kernel/api/index.ts';
import type { Job } from './offers.ts';

/** How one matter fared. */
export type Fate =
  /** `gone`: it was refused, and the act is not offered on it any more. */
  | { readonly is: 'waiting' | 'working' | 'stopped' | 'undone' | 'gone' }
  | { readonly is: 'done'; readonly version: number }
  | { readonly is: 'failed'; readonly error: ProblemError }
  /** It stays done: taking it back was refused. */
  | { readonly is: 'kept'; readonly error: ProblemError };

export type Fates = ReadonlyMap<string, Fate>;

interface Send {
  readonly job: Job;
  readonly workOrderNo: number | null;
  readonly expectedVersion: number;
  readonly commandId: string;
}

export interface RunOptions {
  readonly jobs: readonly Job[];
  readonly send: (one: Send) => Promise<MatterReceipt>;
  /** The same for the same matter and order until its outcome is known. */
  readonly commandIdFor: (matterId: string, workOrderNo: number | null) => string;
  readonly tell: (job: Job, fate: Fate) => void;
  readonly stopped: () => boolean;
}

/** Few enough that other people's requests are served in between. */
const atOnce = 3;

/** Carries an act out on each matter by a command of its own; what is refused says why and stops nothing else. */
export async function runTogether(options: RunOptions): Promise<void> {
  const left = [...options.jobs];
  const work = async (): Promise<void> => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) {
      if (options.stopped()) options.tell(job, { is: 'stopped' });
      else options.tell(job, await carryOut(job, options));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Orders of one matter go one after the other: each command expects the version that the last one left. */
async function carryOut(job: Job, { send, commandIdFor, tell }: RunOptions): Promise<Fate> {
  const { matterId } = job.row;
  tell(job, { is: 'working' });
  let version = job.version;
  try {
    for (const workOrderNo of job.workOrderNos) {
      const commandId = commandIdFor(matterId, workOrderNo);
      ({ version } = await send({ job, workOrderNo, expectedVersion: version, commandId }));
    }
    return { is: 'done', version };
  } catch (error) {
    return failure(error);
  }
}

export function failure(error: unknown): Fate {
  const known = error instanceof ProblemError ? error : ProblemError.ofClient('client.unexpected', error);
  return { is: 'failed', error: known };
}

/** How those refused stand after they were read again: what is not offered any more is gone. */
export const fatesAfterReading = (
  refused: readonly Job['row'][],
  offered: readonly Job[],
): ReadonlyMap<string, Fate> => {
  const still = new Set(offered.map(({ row }) => row.matterId));
  return new Map(
    refused.filter(({ matterId }) => !still.has(matterId)).map(({ matterId }) => [matterId, { is: 'gone' }]),
  );
};

export const countOf = (fates: Fates, is: Fate['is']): number =>
  [...fates.values()].filter((fate) => fate.is === is).length;
