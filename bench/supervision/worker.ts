import { loadCity } from '../../server/src/city/store.ts';
import { settableClock } from '../../server/src/kernel/clock.ts';
import { readConfig } from '../../server/src/kernel/config.ts';
import { openDatabase } from '../../server/src/kernel/db.ts';
import { createLog } from '../../server/src/kernel/log.ts';
import { unitsServed, visible } from '../../server/src/matter/index.ts';
import { postsHeld } from '../../server/src/people/index.ts';
import { followMatters } from '../../server/src/supervision/follow.ts';
import type { SupervisionRoom } from '../../server/src/supervision/room.ts';
import { tick } from '../../server/src/supervision/tick.ts';

export interface LadderWorker {
  readonly room: SupervisionRoom;
  close(): Promise<void>;
}

/** The ladder's part of a worker, on a clock that stands at one instant. */
export async function openWorker(url: string, now: number): Promise<LadderWorker> {
  const { db, pool, close } = openDatabase(url, 2);
  const city = await loadCity(db);
  if (city === undefined) throw new Error('there is no city');
  const config = readConfig({ HELIU_SECRET: 'a secret of the drill, long enough' });
  const room: SupervisionRoom = {
    kernel: { config, db, pool, clock: settableClock(now), log: createLog('error') },
    city: { current: () => city, findCurrent: () => city, reload: () => Promise.resolve() },
    visible,
    unitsServed,
    postsHeld,
    closing: () => Promise.reject(new Error('no figures are asked for here')),
  };
  return { room, close };
}

/** As a process of its own it plans and ticks until nothing is left, and says when each tick begins and ends. */
if (process.argv[1] === import.meta.filename) {
  const [url = '', now = '0'] = process.argv.slice(2);
  const { room, close } = await openWorker(url, Number(now));
  while (await followMatters(room));
  for (let more = true; more;) {
    process.stdout.write('begin\n');
    more = await tick(room);
    process.stdout.write('end\n');
  }
  await close();
}
