import { randomUUID } from 'node:crypto';
import { matterActs, reportMatter } from '@heliu/contract/matter/endpoints';
import { listOwnReports, openOwnReport } from '@heliu/contract/matter/track';
import { getMatter, listMatters } from '@heliu/contract/matter/views';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveMatter, leak } from '../../test/matters.ts';

/** Points in grids of two towns. */
const [here, there]: [number, number][] = [
  [106.05, 30.05],
  [106.15, 30.05],
] as [[number, number], [number, number]];
const command = () => ({ commandId: randomUUID() });

let app: TestApp;
let district: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  district = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
});
afterAll(() => app.close());

const operatorOf = (town: string) => giveAccount(app, { grants: [{ role: 'operator', place: `d/${town}` }] });

test('what staff report outside their places is in no list of theirs; they follow it as its reporter', async () => {
  const beyond = await operatorOf('t2');
  const { channel: _channel, ...facts } = leak({ place: { position: here } });
  const { matterId, code } = await app.call(reportMatter, { body: facts }, beyond.token);
  const { rows } = await app.call(listMatters, { query: { state: 'any' } }, beyond.token);
  expect(rows).toEqual([]);
  const refused = await app.refuse(getMatter, { params: { matterId } }, beyond.token);
  expect(refused.code).toBe('resource.notFound');
  const own = await app.call(listOwnReports, {}, beyond.token);
  expect(own.rows.map((row) => row.code)).toEqual([code]);
  expect(await app.call(openOwnReport, { body: { code } }, beyond.token)).toMatchObject({ code });
  const note = { ...command(), audience: 'public' as const, note: '越漏越大' };
  await app.call(matterActs.addComment, { params: { matterId }, body: note }, beyond.token);
  const inside = await app.call(listMatters, { query: { state: 'any' } }, district.token);
  expect(inside.rows.map((row) => row.code)).toEqual([code]);
});

test('of matters merged across towns each sees what lies in their places, and of the other nothing', async () => {
  const into = await giveMatter(app, district, { place: { position: there }, title: '他处的漏水' });
  const merged = await giveMatter(app, district, { place: { position: here }, title: '此处的漏水' });
  await app.call(
    matterActs.merge,
    {
      params: { matterId: merged.matterId },
      body: { ...command(), intoMatterId: into.matterId, reasonCode: 'other' },
    },
    district.token,
  );
  const see = (matterId: string, who: TestAccount) =>
    app.call(getMatter, { params: { matterId } }, who.token);
  const [first, second] = [await operatorOf('t1'), await operatorOf('t2')];
  expect((await see(merged.matterId, district)).mergedInto?.title).toBe('他处的漏水');
  expect((await see(into.matterId, district)).merged.map(({ title }) => title)).toEqual(['此处的漏水']);
  const shown = [await see(merged.matterId, first), await see(into.matterId, second)];
  expect(shown).toMatchObject([
    { stage: 'merged', mergedInto: null },
    { merged: [], state: { absorbedIds: [merged.matterId] } },
  ]);
  expect(JSON.stringify(shown[0])).not.toContain('他处');
  expect(JSON.stringify(shown[1])).not.toContain('此处');
});
