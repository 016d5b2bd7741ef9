import { randomUUID } from 'node:crypto';
import { matterActs } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { testApp } from '../../test/harness.ts';
import { climbAll, ladderPack, roomOf } from '../../test/ladders.ts';
import { giveMatter } from '../../test/matters.ts';
import { importCity } from '../city/index.ts';
import { placeEvents } from '../kernel/sequencer.ts';
import { followMatters } from './follow.ts';
import type { SupervisionRoom } from './room.ts';
import { tick } from './tick.ts';

const hourMs = 3_600_000;

/** A city whose first ladder was imported anew with one step, and a worker that has not heard of it. */
async function stage() {
  const app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, ladderPack());
  const clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  const { matterId } = await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  await climbAll(app);
  const former = app.city.current();
  const pack = ladderPack();
  const [ladder] = pack.supervision.ladders;
  const [near] = ladder?.steps ?? [];
  if (ladder === undefined || near === undefined) throw new Error('no ladder');
  const early = { ...near, when: { left: 0.75 } };
  await importCity(
    app.db,
    { ...pack, version: '1.1.0', supervision: { ladders: [{ ...ladder, steps: [early] }] } },
    { accountId: null, at: app.clock.now() },
  );
  await app.city.reload();
  await climbAll(app);
  let heard = former;
  const behind: SupervisionRoom = {
    ...roomOf(app),
    city: {
      current: () => heard,
      findCurrent: () => heard,
      reload: async () => {
        await app.city.reload();
        heard = app.city.current();
      },
    },
  };
  const steps = async () =>
    (
      await sql<{ steps: { step: string }[] }>`SELECT steps FROM supervision.climbs
        WHERE clock = 'signing' ORDER BY matter_id`.execute(app.db)
    ).rows.map((row) => row.steps.map(({ step }) => step));
  return { app, clerk, matterId, behind, steps };
}

test('a worker that has not heard of another ladder does not follow matters by the old one', async () => {
  const { app, clerk, behind, steps } = await stage();
  await giveMatter(app, clerk, { place: { placeCode: 'g1' } });
  await placeEvents(app.db);
  while (await followMatters(behind));
  expect(await steps()).toEqual([['near'], ['near']]);
});

test('nor does it reckon anew by the old one what has changed when its step is reached', async () => {
  const { app, matterId, clerk, behind, steps } = await stage();
  await app.call(
    matterActs.addComment,
    { params: { matterId }, body: { commandId: randomUUID(), audience: 'internal', note: '请尽快' } },
    clerk.token,
  );
  app.clock.advance(hourMs + 1);
  expect(await steps()).toEqual([['near']]);
  while (await tick(behind));
  expect(await steps()).toEqual([]);
});
