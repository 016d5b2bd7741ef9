import type { CityPack } from '@heliu/contract/city/pack';
import type { Supervision } from '@heliu/contract/supervision/ladder';
import { sql } from 'kysely';
import { placeEvents } from '../src/kernel/sequencer.ts';
import { followMatters } from '../src/supervision/follow.ts';
import type { SupervisionRoom } from '../src/supervision/room.ts';
import { tick } from '../src/supervision/tick.ts';
import { unitsServed, visible } from '../src/matter/index.ts';
import { postsHeld } from '../src/people/index.ts';
import { testPack } from './city.ts';
import type { TestApp } from './harness.ts';

const hours = (value: number) => ({ value, unit: 'urgent_hour' as const });

/** Blue with a quarter left, yellow as the time is up, red a day and three days later, to people further and further up. */
const testLadder = (): Supervision => ({
  ladders: [
    {
      code: 'all',
      name: { zh: '全部', en: 'All' },
      steps: [
        { code: 'near', level: 'blue', when: { left: 0.25 }, to: [{ at: 'unit' }] },
        {
          code: 'late',
          level: 'yellow',
          when: 'due',
          to: [{ at: 'unit' }, { at: 'township', role: 'supervisor' }],
        },
        {
          code: 'red',
          level: 'red',
          when: { wait: hours(24) },
          to: [{ at: 'district', role: 'supervisor' }],
        },
        { code: 'top', level: 'red', when: { wait: hours(72) }, to: [{ at: 'district', role: 'leader' }] },
      ],
    },
  ],
});

export const ladderPack = (): CityPack => ({ ...testPack(), supervision: testLadder() });

export const roomOf = ({ db, pool, clock, log, config, city }: TestApp): SupervisionRoom => ({
  kernel: { db, pool, clock, log, config },
  city,
  visible,
  unitsServed,
  postsHeld,
  closing: () => Promise.reject(new Error('no figures are asked for here')),
});

/** Places what was committed, follows it, and runs the ladder until it has nothing more to do. */
export async function climbAll(app: TestApp): Promise<void> {
  const room = roomOf(app);
  while ((await placeEvents(app.db)) > 0);
  while (await followMatters(room));
  while (await tick(room));
}

export interface IssuedStep {
  readonly clock: string;
  readonly step: string;
  readonly ended: string | null;
  readonly unit: string;
  readonly recipients: readonly string[];
}

/** Cards of the ladder of a matter, in the order of their steps. */
export async function stepsOf(app: TestApp, matterId: string): Promise<IssuedStep[]> {
  const { rows } = await sql<IssuedStep>`
    SELECT clock, step, ended_because AS ended, unit_id AS unit, recipients FROM supervision.cards
    WHERE source = 'ladder' AND matter_id = ${matterId} ORDER BY clock, work_order_no, round, reached_at, issued_at`.execute(
    app.db,
  );
  return rows;
}
