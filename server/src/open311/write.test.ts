import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveKey, type TestKey } from '../../test/keys.ts';
import { leakFields, open311Client, open311Pack, type Reply } from '../../test/open311.ts';
import { picture } from '../evidence/test-photos.ts';

let app: TestApp;
let client: ReturnType<typeof open311Client>;
let key: TestKey;
let other: TestKey;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, open311Pack());
  client = open311Client(app);
  key = await giveKey(app, ['open311.write', 'open311.update']);
  other = await giveKey(app, ['open311.write', 'open311.update']);
});
afterAll(() => app.close());

const rows = (reply: Reply) => JSON.parse(reply.body) as Record<string, string | null>[];
const first = (reply: Reply) => rows(reply)[0] ?? {};
const send = (fields: object = {}, headers: Record<string, string> = {}) =>
  client.post('requests.json', { ...leakFields, api_key: key.token, ...fields }, headers);
const matterOf = (code: string | null | undefined) =>
  app.db
    .selectFrom('matter.matters')
    .selectAll()
    .where('code', '=', code ?? '')
    .executeTakeFirstOrThrow();
const told = (reply: Reply) => rows(reply).map(({ description }) => description ?? '');

describe('sending a request', () => {
  test('registers a matter with what was told, by the channel of the interface', async () => {
    const reply = await send({
      first_name: '三',
      last_name: '张',
      phone: '13800000000',
      email: 'zhang@example.test',
      device_id: 'device-1',
      account_id: 'account-1',
      media_url: 'http://169.254.169.254/latest/meta-data',
      'attribute[unknown]': 'x',
    });
    expect([reply.status, reply.type]).toEqual([201, 'application/json; charset=utf-8']);
    expect(first(reply)).toEqual({
      service_request_id: expect.stringMatching(/^[0-9A-Z]{12}$/),
      service_notice: 'Usually handled within 3 working days, counted from when it is filed.',
      account_id: null,
    });
    const matter = await matterOf(first(reply)['service_request_id']);
    expect(matter).toMatchObject({
      type_code: 'AUTO-01',
      channel: 'open311',
      title: '幸福路口水管漏水',
      grid_code: 'g1',
      answers: { leaks: 'yes' },
      lng: 106.05,
      lat: 30.05,
    });
    // Nothing asks the address that was named; it stays words for those who handle it.
    expect(matter.description).toContain('169.254.169.254');
    const report = await app.db
      .selectFrom('matter.reports')
      .selectAll()
      .where('matter_id', '=', matter.id)
      .executeTakeFirstOrThrow();
    expect(report).toMatchObject({ name: '张三', phone: '13800000000', email: 'zhang@example.test' });
    expect(JSON.stringify([matter, report])).not.toMatch(/device-1|account-1/);
  });

  test('takes the place as a point, a code or words', async () => {
    const words = { lat: '', long: '' };
    const byCode = await send({ ...words, address_id: 'g2', description: 'by code' });
    expect(await matterOf(first(byCode)['service_request_id'])).toMatchObject({ grid_code: 'g2', lat: null });
    const inWords = await send({ ...words, address_string: 'No. 5, c2, t2', description: 'in words' });
    expect(await matterOf(first(inWords)['service_request_id'])).toMatchObject({
      division_code: 'c2',
      address: 'No. 5, c2, t2',
    });
    expect((await send({ ...words, description: 'nowhere' })).status).toBe(400);
    expect((await send({ ...words, address_string: '月球', description: 'moon' })).status).toBe(400);
    expect((await send({ lat: '1', long: '1', description: 'far' })).status).toBe(400);
    expect((await send({ lat: '30.05', long: '', description: 'half' })).status).toBe(400);
    expect((await send({ ...words, address_id: 'zz', description: 'x' })).status).toBe(404);
  });

  test('says of each field what is wrong with it', async () => {
    expect(told(await send({ service_code: '' }))).toEqual(['service_code was not provided.']);
    expect((await send({ service_code: 'NONE' })).status).toBe(400);
    expect(told(await send({ 'attribute[leaks]': '' }))).toEqual(['attribute[leaks] was not provided.']);
    expect(told(await send({ 'attribute[leaks]': 'maybe' }))[0]).toContain('one of yes, no');
    const array = await send({ 'attribute[leaks]': '', 'attribute[leaks][]': 'no', description: 'array' });
    expect(array.status).toBe(201);
    expect(told(await send({ email: 'x', phone: 'y' }))).toEqual([
      'phone is not valid.',
      'email is not valid.',
    ]);
    expect((await send({ media_url: 'file:///etc/passwd' })).status).toBe(400);
    const links = Array.from({ length: 7 }, (_, i) => `https://a.test/${i}.jpg`);
    expect((await send({ media_url: links })).status).toBe(400);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`x${i}`, '1']));
    expect(told(await send(many))).toEqual(['At most 200 fields.']);
    expect((await send({ description: 'a\u0000b' })).status).toBe(400);
    expect((await send({ description: 'x'.repeat(4001) })).status).toBe(400);
  });

  test('needs a key with the scope: 403 in the format asked for', async () => {
    const missing = await client.post('requests.xml', leakFields);
    expect([missing.status, missing.type]).toEqual([403, 'text/xml; charset=utf-8']);
    expect(missing.body).toContain('<errors><error><code>403</code><description>api_key was not provided.');
    expect((await send({ api_key: 'wrong' })).status).toBe(403);
    expect((await send({ api_key: `heliu_${'x'.repeat(43)}` })).status).toBe(403);
    const reader = await giveKey(app, ['public.read']);
    expect((await send({ api_key: reader.token })).status).toBe(403);
    const readers = await client.get(`v2/services.json?api_key=${key.token}`);
    expect(readers.status).toBe(403);
    const byHeader = await send(
      { api_key: '', description: 'by header' },
      { authorization: `Bearer ${key.token}` },
    );
    expect(byHeader.status).toBe(201);
    const slow = await giveKey(app, ['open311.write'], { perMinute: 1 });
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      statuses.push((await send({ api_key: slow.token, description: `n ${i}` })).status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });

  test('answers with a token where the client asked not to wait; anybody who has it asks for the id', async () => {
    const reply = await send({ description: 'by token' }, { prefer: 'respond-async' });
    const { token, service_request_id: none } = first(reply);
    expect(none).toBeUndefined();
    const found = first(await client.get(`v2/tokens/${token}.json`));
    expect(found).toEqual({ service_request_id: expect.any(String), token });
    expect(await matterOf(found['service_request_id'])).toMatchObject({ title: 'by token' });
    for (const wrong of ['12345', '00000000-0000-4000-8000-000000000000']) {
      expect((await client.get(`v2/tokens/${wrong}.xml`)).status).toBe(404);
    }
  });
});

describe('the same request again', () => {
  test('within ten minutes is one, also when both arrive at once; later, or by another key, it is another', async () => {
    const fields = { description: 'twice' };
    const replies = await Promise.all([send(fields), send(fields), send(fields)]);
    const ids = replies.map((reply) => first(reply)['service_request_id']);
    expect(new Set(ids).size).toBe(1);
    expect(first(await send({ ...fields, api_key: other.token }))['service_request_id']).not.toBe(ids[0]);
    expect(first(await send({ ...fields, lat: '30.06' }))['service_request_id']).not.toBe(ids[0]);
    app.clock.advance(10 * 60_000);
    expect(first(await send(fields))['service_request_id']).not.toBe(ids[0]);
  });

  test('with an Idempotency-Key is one however late, and two with two', async () => {
    const name = { 'idempotency-key': 'report 7' };
    const one = first(await send({ description: 'named' }, name));
    app.clock.advance(60 * 60_000);
    expect(first(await send({ description: 'named' }, name))).toEqual(one);
    const two = first(await send({ description: 'named' }, { 'idempotency-key': 'report 8' }));
    expect(two['service_request_id']).not.toBe(one['service_request_id']);
  });

  test('that was refused can be sent again', async () => {
    await app.db.deleteFrom('open311.submissions').execute();
    expect((await send({ lat: '1', description: 'corrected' })).status).toBe(400);
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM open311.submissions`.execute(
      app.db,
    );
    expect(rows[0]?.n).toBe(0);
    expect((await send({ description: 'corrected' })).status).toBe(201);
  });
});

describe('media', () => {
  const form = (file: Blob, name: string, fields: Record<string, string> = {}): FormData => {
    const data = new FormData();
    data.append('media', file, name);
    for (const [field, value] of Object.entries({ ...leakFields, api_key: key.token, ...fields })) {
      data.append(field, value);
    }
    return data;
  };

  test('come as parts, are drawn anew, and belong to the matter', async () => {
    const photo = new Blob([new Uint8Array(await picture().jpeg().toBuffer())], { type: 'image/jpeg' });
    const data = form(photo, 'a.jpg', { description: 'with a photo' });
    data.append('media2', photo, 'b.jpg');
    const reply = await client.postMultipart('requests.json', data);
    expect([reply.status, reply.body]).toEqual([201, reply.body]);
    const { id } = await matterOf(first(reply)['service_request_id']);
    const files = await app.db
      .selectFrom('matter.evidence as e')
      .innerJoin('evidence.files as f', 'f.id', 'e.file_id')
      .select(['f.kind', 'f.media_type', 'f.claimed_at', 'e.report_id'])
      .where('e.matter_id', '=', id)
      .execute();
    expect(files).toHaveLength(2);
    for (const file of files) {
      expect(file).toMatchObject({ kind: 'photo', media_type: 'image/jpeg', claimed_at: expect.any(Date) });
      expect(file.report_id).not.toBeNull();
    }
    const again = await client.postMultipart('requests.json', data);
    expect(first(again)).toEqual(first(reply));
  });

  test('that are no picture are refused, and nothing is registered', async () => {
    const count = async () =>
      (await sql<{ n: number }>`SELECT count(*)::int AS n FROM matter.matters`.execute(app.db)).rows[0]?.n;
    const before = await count();
    const page = new Blob(['<script>alert(1)</script>'], { type: 'image/jpeg' });
    const reply = await client.postMultipart('requests.xml', form(page, 'a.jpg', { description: 'script' }));
    expect([reply.status, reply.type]).toEqual([415, 'text/xml; charset=utf-8']);
    const nobody = await client.postMultipart('requests.json', form(page, 'a.jpg', { api_key: '' }));
    expect(nobody.status).toBe(403);
    expect(await count()).toBe(before);
  });
});

describe('adding to a request', () => {
  const update = (fields: Record<string, string>) =>
    client.post('servicerequestupdates.json', { api_key: key.token, ...fields });

  test('puts the word on the matter, once for each update of the client', async () => {
    const id = first(await send({ description: 'to be added to' }))['service_request_id'] ?? '';
    const fields = { service_request_id: id, update_id: '7', status: 'CLOSED', description: '水更大了' };
    const reply = await update(fields);
    expect(reply.status).toBe(201);
    expect(first(await update({ ...fields, description: '水更大了！' }))).toEqual(first(reply));
    const matter = await matterOf(id);
    expect(matter.stage).toBe('dispatched');
    const notes = await app.db
      .selectFrom('matter.notes')
      .select(['kind', 'body'])
      .where('matter_id', '=', matter.id)
      .execute();
    expect(notes).toEqual([{ kind: 'comment', body: '水更大了' }]);
  });

  test('is for the key that sent it, and for one with the scope', async () => {
    const id = first(await send({ description: 'mine' }))['service_request_id'] ?? '';
    const fields = { service_request_id: id, description: 'x' };
    expect((await update({ ...fields, api_key: other.token })).status).toBe(403);
    const writer = await giveKey(app, ['open311.write']);
    expect((await update({ ...fields, api_key: writer.token })).status).toBe(403);
    expect((await update({ ...fields, api_key: '' })).status).toBe(403);
    expect((await update({ ...fields, service_request_id: 'ABC' })).status).toBe(404);
    expect((await update({ service_request_id: id })).status).toBe(400);
    expect((await update({ description: 'x' })).status).toBe(400);
  });
});
