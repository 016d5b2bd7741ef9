import { randomUUID } from 'node:crypto';
import { getEvidence } from '@heliu/contract/evidence';
import { raiseFinding, reportOnPlace } from '@heliu/contract/joint/inspections';
import { getMatter } from '@heliu/contract/matter';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import type { TestApp } from '../../../test/harness.ts';
import { giveUnderway, inspectionStage, reportAt, seeInspection } from '../../../test/inspections.ts';
import { uploadPhoto, uploadText } from '../../../test/uploads.ts';

let app: TestApp;
let clerk: TestAccount;
let roadman: TestAccount;
let inspectionId: string;
beforeEach(async () => {
  ({ app, clerk, roadman } = await inspectionStage());
  inspectionId = await giveUnderway(app, { clerk, roadman });
});

const withPhotos = (photos: Readonly<Record<string, string[]>>, revision = 0, lane: 'yes' | 'no' = 'no') => {
  const { params, body } = reportAt(inspectionId, 1, lane, revision);
  return { params, body: { ...body, photos } };
};
const findingOf = async (who: TestAccount) =>
  (await seeInspection(app, who, inspectionId)).places[0]?.reports[0]?.findings[0];

/** The status of asking for a file. */
async function look(who: TestAccount, id: string): Promise<number> {
  const url = getEvidence.path.replace(':id', id);
  return (await app.inject({ url, headers: { authorization: `Bearer ${who.token}` } })).statusCode;
}

test('a finding has its photos, which those see who see the inspection, and its matter gets copies', async () => {
  const [first, second] = [await uploadPhoto(app, roadman.token), await uploadPhoto(app, roadman.token)];
  const said = withPhotos({ lane: [second, first] });
  await app.call(reportOnPlace, said, roadman.token);
  await app.call(reportOnPlace, said, roadman.token);
  expect(await findingOf(clerk)).toMatchObject({ item: 'lane', photos: [second, first] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
  const chief = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const seen = [];
  for (const who of [clerk, chief, roadman, plumber]) seen.push(await look(who, first));
  expect(seen).toEqual([200, 200, 200, 404]);
  const { rows } = await sql<{ account_id: number; purpose: string }>`SELECT account_id, purpose
    FROM log.accesses WHERE subject = ${`inspection:${inspectionId}`} ORDER BY at, account_id`.execute(
    app.db,
  );
  expect(new Set(rows.map((row) => Number(row.account_id)))).toEqual(new Set([clerk.id, chief.id]));
  const params = { inspectionId, no: 1, unit: 'roads', item: 'lane' };
  const raise = { params, body: { commandId: randomUUID(), description: '消防通道被占' } };
  const { matterId } = await app.call(raiseFinding, raise, clerk.token);
  await app.call(raiseFinding, raise, clerk.token);
  const { evidence } = await app.call(getMatter, { params: { matterId } }, clerk.token);
  expect(evidence.map(({ kind }) => kind)).toEqual(['photo', 'photo']);
  const copies = evidence.map(({ fileId }) => fileId);
  expect(copies.filter((id) => id === first || id === second)).toEqual([]);
  expect(await look(clerk, copies[0] ?? '')).toBe(200);
  expect(await findingOf(clerk)).toMatchObject({ state: 'raised', photos: [second, first] });
});

test('a corrected report keeps, adds and leaves out photos; what is left out is erased', async () => {
  const [kept, left] = [await uploadPhoto(app, roadman.token), await uploadPhoto(app, roadman.token)];
  await app.call(reportOnPlace, withPhotos({ lane: [kept, left] }), roadman.token);
  const added = await uploadPhoto(app, clerk.token);
  await app.call(reportOnPlace, withPhotos({ lane: [added, kept] }, 1), clerk.token);
  expect(await findingOf(roadman)).toMatchObject({ photos: [added, kept] });
  expect([await look(clerk, kept), await look(clerk, left)]).toEqual([200, 404]);
  await app.call(reportOnPlace, withPhotos({}, 2, 'yes'), roadman.token);
  expect(await findingOf(roadman)).toBeUndefined();
  expect([await look(clerk, kept), await look(clerk, added)]).toEqual([404, 404]);
});

test('what is no photo by its content, of nobody’s finding or not one’s own is refused, and nothing is written', async () => {
  const photo = await uploadPhoto(app, roadman.token);
  const refusal = async (input: Parameters<typeof app.refuse<typeof reportOnPlace>>[1]) =>
    (await app.refuse(reportOnPlace, input, roadman.token)).code;
  const text = await uploadText(app, roadman.token, '不是照片');
  expect(await refusal(withPhotos({ lane: [photo, text] }))).toBe('evidence.notAllowed');
  expect(await refusal(withPhotos({ lane: [photo] }, 0, 'yes'))).toBe('input.invalid');
  expect(await refusal(withPhotos({ lane: [photo, photo] }))).toBe('input.invalid');
  const theirs = await uploadPhoto(app, clerk.token);
  expect(await refusal(withPhotos({ lane: [theirs] }))).toBe('evidence.unclaimable');
  expect((await seeInspection(app, roadman, inspectionId)).places[0]).toMatchObject({
    state: 'open',
    reports: [],
  });
  await app.call(reportOnPlace, withPhotos({ lane: [photo] }), roadman.token);
});
