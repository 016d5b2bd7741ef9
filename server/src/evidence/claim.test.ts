import { Problem } from '@heliu/contract/problem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEvidenceApp } from './test-app.ts';
import { picture, telling } from './test-photos.ts';

let app: Awaited<ReturnType<typeof startEvidenceApp>>;
let photo: Buffer;
beforeAll(async () => {
  app = await startEvidenceApp();
  photo = await telling(picture(160, 120)).jpeg().toBuffer();
});
afterAll(() => app.close());

const refused = async (attempt: Promise<unknown>): Promise<Problem> => {
  const outcome = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Problem)) throw new Error(`not refused: ${String(outcome)}`);
  return outcome;
};

test('an account attaches its own uploads, in the order given, and the place is erased', async () => {
  const first = await app.upload(photo, { by: 1 });
  const second = await app.upload('a,b\n', { by: 1, name: 'list.csv' });
  expect(first.place).not.toBeNull();
  const attached = await app.attach([second.id, first.id], 1);
  expect(attached.map(({ id, kind, name, takenAt }) => ({ id, kind, name, takenAt }))).toEqual([
    { id: second.id, kind: 'file', name: 'list.csv', takenAt: null },
    { id: first.id, kind: 'photo', name: null, takenAt: '2026-11-20T01:30:15.000Z' },
  ]);
  const row = await app.database.db
    .selectFrom('evidence.files')
    .select(['lng', 'lat', 'claim_hashes'])
    .where('id', '=', first.id)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ lng: null, lat: null, claim_hashes: [] });
  const described = await app.evidence.describe(app.database.db, [first.id, crypto.randomUUID()]);
  expect([...described]).toEqual([[first.id, attached[1]]]);
});

test('each file once, all or none, and every bad one is named', async () => {
  const taken = await app.upload(photo, { by: 1 });
  await app.attach([taken.id], 1);
  const good = await app.upload(photo, { by: 1 });
  const foreign = await app.upload(photo, { by: 2 });
  const unknown = crypto.randomUUID();
  const problem = await refused(
    app.attach([good.id, taken.id, foreign.id, unknown, 'no-such-id', good.id.toUpperCase()], 1),
  );
  expect(problem.code).toBe('evidence.unclaimable');
  expect(problem.params).toEqual({ file: taken.id });
  expect(problem.errors.map(({ field }) => field)).toEqual([1, 2, 3, 4, 5].map((n) => `evidence.${n}`));
  expect(problem.text('zh')).toContain(taken.id);
  expect(await app.attach([good.id], 1)).toHaveLength(1);
});

test('the fault carries the name of the input field', async () => {
  const { db } = app.database;
  const attempt = db
    .transaction()
    .execute((trx) => app.evidence.claim(trx, ['x'], { accountId: 1, field: 'evidenceIds' }));
  expect((await refused(attempt)).errors.map(({ field }) => field)).toEqual(['evidenceIds.0']);
});

test('without an account the token decides, and every token of a repeated upload holds', async () => {
  const commandId = crypto.randomUUID();
  const first = await app.upload(photo, { by: null, commandId });
  const repeated = await app.upload(photo, { by: null, commandId });
  expect(repeated.id).toBe(first.id);
  expect(repeated.place).toEqual(first.place);
  expect(first.claim).toMatch(/^[\w-]{24}$/);
  expect(repeated.claim).not.toBe(first.claim);
  const hashes = await app.database.db
    .selectFrom('evidence.files')
    .select('claim_hashes')
    .where('id', '=', first.id)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(hashes)).not.toContain(first.claim);

  const claims = (token: string) => new Map([[first.id, token]]);
  expect((await refused(app.attach([first.id], null))).code).toBe('evidence.unclaimable');
  expect((await refused(app.attach([first.id], 1))).code).toBe('evidence.unclaimable');
  expect((await refused(app.attach([first.id], null, claims('guess')))).code).toBe('evidence.unclaimable');
  const other = await app.upload(photo, { by: null });
  expect((await refused(app.attach([first.id], null, claims(other.claim ?? '')))).code).toBe(
    'evidence.unclaimable',
  );
  expect(await app.attach([first.id], null, claims(first.claim ?? ''))).toHaveLength(1);
  expect((await refused(app.attach([first.id], null, claims(repeated.claim ?? '')))).code).toBe(
    'evidence.unclaimable',
  );
  // Once attached there is nothing left to claim, and the place is gone.
  expect(await app.upload(photo, { by: null, commandId })).toMatchObject({
    id: first.id,
    claim: null,
    place: null,
  });
});

test('at most the last eight tokens hold', async () => {
  const commandId = crypto.randomUUID();
  const tokens: string[] = [];
  let id = '';
  for (let n = 0; n < 10; n += 1) {
    const uploaded = await app.upload(photo, { by: null, commandId });
    id = uploaded.id;
    tokens.push(uploaded.claim ?? '');
  }
  expect((await refused(app.attach([id], null, new Map([[id, tokens[1] ?? '']])))).code).toBe(
    'evidence.unclaimable',
  );
  expect(await app.attach([id], null, new Map([[id, tokens[2] ?? '']]))).toHaveLength(1);
});

test('somebody who signs in after uploading attaches by token', async () => {
  const { id, claim } = await app.upload(photo, { by: null });
  expect(await app.attach([id], 5, new Map([[id, claim ?? '']]))).toHaveLength(1);
});

test('two who attach the same file at once: one succeeds', async () => {
  const { id } = await app.upload(photo, { by: 1 });
  const outcomes = await Promise.allSettled([app.attach([id], 1), app.attach([id], 1)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a transaction that fails leaves the files to be attached', async () => {
  const { id } = await app.upload(photo, { by: 1 });
  const attempt = app.database.db.transaction().execute(async (trx) => {
    await app.evidence.claim(trx, [id], { accountId: 1 });
    throw new Error('the matter changed meanwhile');
  });
  await expect(attempt).rejects.toThrow('the matter changed');
  expect(await app.attach([id], 1)).toHaveLength(1);
});
