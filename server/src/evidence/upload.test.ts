import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EvidencePorts, createEvidence } from './index.ts';
import { startEvidenceApp } from './test-app.ts';
import { picture } from './test-photos.ts';

let app: Awaited<ReturnType<typeof startEvidenceApp>>;
let photo: Buffer;
let address: string;
const limited: (number | null)[] = [];
const limitUploads: EvidencePorts['limitUploads'] = async ({ actor }) => {
  limited.push(actor?.accountId ?? null);
};
beforeAll(async () => {
  app = await startEvidenceApp({}, { limitUploads });
  photo = await picture(160, 120).jpeg().toBuffer();
  address = await app.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

const rows = async (): Promise<number> =>
  Number(
    (
      await app.database.db
        .selectFrom('evidence.files')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('who may upload', () => {
  test('nobody without signing in, except for a report', async () => {
    const reply = await app.server.inject({
      method: 'POST',
      url: '/api/evidence',
      headers: { 'x-requested-with': 'heliu' },
      payload: {},
    });
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'auth.required']);
    expect(app.refusals).toContain('evidence.upload auth.required');
    expect(await app.upload(photo, { by: null })).toMatchObject({ kind: 'photo' });
  });

  test('no page of another site', async () => {
    for (const url of ['/api/evidence', '/api/reports/evidence']) {
      const reply = await app.server.inject({ method: 'POST', url, payload: {} });
      expect([reply.statusCode, reply.json().code]).toEqual([403, 'auth.origin']);
    }
  });

  test('everybody within the limits of how often', async () => {
    limited.length = 0;
    await app.upload(photo, { by: 7 });
    await app.upload(photo, { by: null });
    expect(limited).toEqual([7, null]);
  });
});

describe('an upload that is repeated', () => {
  test('gives the first reply and keeps one file', async () => {
    const before = await rows();
    const commandId = crypto.randomUUID();
    const first = await app.upload(photo, { commandId });
    const other = await picture(200, 200).jpeg().toBuffer();
    expect(await app.upload(other, { commandId })).toEqual(first);
    expect(await app.upload('no longer a photo', { commandId })).toEqual(first);
    expect(await rows()).toBe(before + 1);
    const { rows: events } = await app.database.pool.query(
      `SELECT subject, actor_id, payload FROM log.events WHERE kind = 'evidence.uploaded' AND command_id = $1`,
      [commandId],
    );
    expect(events).toEqual([
      {
        subject: `evidence:${first.id}`,
        actor_id: 1,
        payload: { kind: 'photo', mediaType: 'image/jpeg', bytes: first.bytes, scan: 'notNeeded' },
      },
    ]);
  });

  test('also when all arrive at once', async () => {
    const before = await rows();
    const commandId = crypto.randomUUID();
    const replies = await Promise.all(Array.from({ length: 5 }, () => app.upload(photo, { commandId })));
    expect(new Set(replies.map(({ id }) => id)).size).toBe(1);
    expect(await rows()).toBe(before + 1);
  });

  test('is refused to another account', async () => {
    const commandId = crypto.randomUUID();
    await app.upload(photo, { commandId, by: 1 });
    expect(await app.refuse(photo, { commandId, by: 2 })).toMatchObject({ code: 'command.reused' });
  });

  test('leaves no place or token in the record of commands', async () => {
    const commandId = crypto.randomUUID();
    const { id } = await app.upload(photo, { commandId, by: null });
    const { reply } = await app.database.db
      .selectFrom('log.commands')
      .select('reply')
      .where('command_id', '=', commandId)
      .executeTakeFirstOrThrow();
    expect(reply).toEqual({ id });
  });
});

describe('what is not an upload', () => {
  test('every fault is named', async () => {
    const form = new FormData();
    form.append('commandId', 'not a uuid');
    form.append('file', new Blob(['a']), 'a.txt');
    form.append('file', new Blob(['b']), 'b.txt');
    form.append('other', new Blob(['c']), 'c.txt');
    const reply = await app.sendForm(form);
    expect(reply.json()).toMatchObject({
      code: 'input.invalid',
      status: 400,
      errors: [{ field: 'file' }, { field: 'other' }, { field: 'commandId' }],
    });
  });

  test('no file, an empty file, no form', async () => {
    const form = new FormData();
    form.append('commandId', crypto.randomUUID());
    expect((await app.sendForm(form)).json()).toMatchObject({ code: 'evidence.noFile', status: 400 });
    expect(await app.refuse('')).toMatchObject({ code: 'evidence.noFile' });
    const reply = await app.server.inject({
      method: 'POST',
      url: '/api/evidence',
      headers: { authorization: 'Bearer account 1' },
      payload: { commandId: crypto.randomUUID() },
    });
    expect(reply.json()).toMatchObject({ code: 'input.malformed', status: 400 });
  });

  test('more than 20 MB, announced or not', async () => {
    const limit = { code: 'input.tooLarge', status: 413, params: { limit: '20 MB' } };
    const large = Buffer.alloc(20 * 1_048_576 + 200_000, 'a');
    expect(await app.refuse(large, { name: 'a.txt' })).toMatchObject(limit);
    const form = new FormData();
    form.append('commandId', crypto.randomUUID());
    form.append('file', new Blob([large]), 'a.txt');
    const { headers, body } = new Response(form);
    const reply = await fetch(`${address}/api/evidence`, {
      method: 'POST',
      headers: { authorization: 'Bearer account 1', 'content-type': headers.get('content-type') ?? '' },
      body,
      duplex: 'half',
    });
    expect(await reply.json()).toMatchObject(limit);
  });

  test('exactly 20 MB is taken', async () => {
    const uploaded = await app.upload(Buffer.alloc(20 * 1_048_576, 'a'), { name: 'a.txt' });
    expect(uploaded.bytes).toBe(20 * 1_048_576);
  });

  test('a sender that goes away leaves nothing behind', async () => {
    const before = await app.onDisk();
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.write(
      [
        'POST /api/evidence HTTP/1.1',
        'host: x',
        'authorization: Bearer account 1',
        'content-type: multipart/form-data; boundary=b',
        'content-length: 900000',
        '',
        '--b',
        'content-disposition: form-data; name="file"; filename="a.txt"',
        '',
        'a'.repeat(200_000),
      ].join('\r\n'),
    );
    const staged = async () => (await app.onDisk()).staged.length;
    for (let n = 0; n < 100 && (await staged()) === 0; n += 1) await wait(20);
    expect(await staged()).toBe(1);
    socket.destroy();
    for (let n = 0; n < 100 && (await staged()) > 0; n += 1) await wait(20);
    expect(await app.onDisk()).toEqual(before);
  });
});

test('uploads without an account stop when those that wait fill their share of the disk', async () => {
  const sha256 = 'ab'.repeat(32);
  const bytes = 4 * 1_073_741_824;
  const { db } = app.database;
  await db.insertInto('evidence.blobs').values({ sha256, bytes }).execute();
  const id = crypto.randomUUID();
  await db
    .insertInto('evidence.files')
    .values({
      id,
      kind: 'file',
      media_type: 'text/csv',
      sha256,
      bytes,
      uploaded_at: new Date(app.clock.now()),
      scan: 'clean',
    })
    .execute();
  expect(await app.refuse(photo, { by: null })).toMatchObject({ code: 'evidence.busy', status: 503 });
  expect(await app.upload(photo, { by: 1 })).toMatchObject({ kind: 'photo' });
  await db.deleteFrom('evidence.files').where('id', '=', id).execute();
  expect(await app.upload(photo, { by: null })).toMatchObject({ kind: 'photo' });
});

test('the routes are the three of the contract', () => {
  const { routes } = createEvidence(app.kernel, { findSighting: async () => undefined, limitUploads });
  expect(routes.map(({ endpoint }) => `${endpoint.id} ${endpoint.permission}`)).toEqual([
    'evidence.upload signedIn',
    'evidence.uploadPublic public',
    'evidence.get signedIn',
  ]);
});
