import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sighting } from './index.ts';
import { startEvidenceApp } from './test-app.ts';
import { picture } from './test-photos.ts';

/** Account → what it may read, by file. */
const readable = new Map<number, Map<string, Sighting>>();
let app: Awaited<ReturnType<typeof startEvidenceApp>>;
let photo: Buffer;
beforeAll(async () => {
  app = await startEvidenceApp(
    {},
    { findSighting: async (actor, fileId) => readable.get(actor.accountId)?.get(fileId) },
  );
  photo = await picture(400, 300).jpeg().toBuffer();
});
afterAll(() => app.close());
beforeEach(() => readable.clear());

const attached = async (by = 1): Promise<string> => {
  const { id } = await app.upload(photo, { by });
  await app.attach([id], by);
  return id;
};
const allow = (accountId: number, subject: string, ...ids: string[]) => {
  const seen = readable.get(accountId) ?? new Map<string, Sighting>();
  for (const id of ids) seen.set(id, { subject, purpose: 'handling' });
  readable.set(accountId, seen);
};
const looks = async (subject: string) =>
  app.database.db
    .selectFrom('log.accesses')
    .select(['account_id', 'endpoint', 'subject', 'purpose', 'at'])
    .where('subject', '=', subject)
    .orderBy('id')
    .execute();

describe('who may see', () => {
  test('nobody without signing in', async () => {
    const reply = await app.get(await attached(), null);
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'auth.required']);
  });

  test('an upload is its owner’s alone until it is attached', async () => {
    const { id } = await app.upload(photo, { by: 1 });
    allow(2, 'matter:a', id);
    expect((await app.get(id, 1)).statusCode).toBe(200);
    expect((await app.get(id, 2)).statusCode).toBe(404);
    const anonymous = await app.upload(photo, { by: null });
    expect((await app.get(anonymous.id, 1)).statusCode).toBe(404);
  });

  test('what is attached, those who may read the matter; to others it does not exist', async () => {
    const id = await attached(1);
    expect((await app.get(id, 2)).json()).toMatchObject({ code: 'resource.notFound', status: 404 });
    expect((await app.get(id, 1)).statusCode).toBe(404);
    allow(2, 'matter:b', id);
    expect((await app.get(id, 2)).statusCode).toBe(200);
    expect((await app.get(crypto.randomUUID(), 2)).statusCode).toBe(404);
    expect((await app.get('no-uuid', 2)).json()).toMatchObject({ code: 'input.invalid' });
  });
});

describe('every look is recorded', () => {
  test('once for all photos of a matter that is opened, again when it is opened later, by each person', async () => {
    const ids = [await attached(), await attached(), await attached()];
    for (const account of [2, 3]) allow(account, 'matter:c', ...ids);
    for (const id of ids)
      for (const size of ['', '?size=thumb']) expect((await app.get(id, 2, size)).statusCode).toBe(200);
    await app.get(ids[0] ?? '', 3);
    const first = {
      endpoint: 'evidence.get',
      subject: 'matter:c',
      purpose: 'handling',
      at: new Date(app.clock.now()),
    };
    expect(await looks('matter:c')).toEqual([
      { ...first, account_id: 2 },
      { ...first, account_id: 3 },
    ]);
    app.clock.advance(9 * 60_000);
    await app.get(ids[1] ?? '', 2);
    expect(await looks('matter:c')).toHaveLength(2);
    app.clock.advance(60_000);
    await app.get(ids[1] ?? '', 2);
    expect((await looks('matter:c')).map(({ account_id: account }) => account)).toEqual([2, 3, 2]);
  });

  test('of each matter apart, also when nothing is sent because nothing changed', async () => {
    const [one, two] = [await attached(), await attached()];
    allow(4, 'matter:d', one);
    allow(4, 'matter:e', two);
    const { headers } = await app.get(one, 4);
    app.clock.advance(3_600_000);
    const again = await app.get(one, 4, '', { 'if-none-match': String(headers['etag']) });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    await app.get(two, 4);
    expect(await looks('matter:d')).toHaveLength(2);
    expect(await looks('matter:e')).toHaveLength(1);
  });

  test('but not one’s own, nor one that was refused', async () => {
    const id = await attached(1);
    await app.get(id, 2);
    allow(1, 'matter:f', id);
    expect((await app.get(id, 1)).statusCode).toBe(200);
    expect(await looks('matter:f')).toEqual([]);
  });
});

test('photos are shown in place, for this site alone, and asked for anew each time', async () => {
  const id = await attached();
  allow(2, 'matter:g', id);
  const [full, thumb, head] = [
    await app.get(id, 2),
    await app.get(id, 2, '?size=thumb'),
    await app.server.inject({
      method: 'HEAD',
      url: `/api/evidence/${id}`,
      headers: { authorization: 'Bearer account 2' },
    }),
  ];
  const both = {
    'content-disposition': 'inline',
    'cache-control': 'private, no-cache',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
  expect(full.headers).toMatchObject({
    ...both,
    'content-type': 'image/jpeg',
    'content-length': String(full.rawPayload.length),
  });
  expect(thumb.headers).toMatchObject({ ...both, 'content-type': 'image/webp' });
  expect(full.headers['etag']).not.toBe(thumb.headers['etag']);
  expect([head.statusCode, head.rawPayload.length, head.headers['content-type']]).toEqual([
    200,
    0,
    'image/jpeg',
  ]);
  expect((await app.get(id, 2, '?size=huge')).json()).toMatchObject({
    code: 'input.invalid',
    errors: [{ field: 'query.size' }],
  });
});
