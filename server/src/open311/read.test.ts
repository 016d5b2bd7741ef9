import { randomUUID } from 'node:crypto';
import { matterActs } from '@heliu/contract/matter';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveKey } from '../../test/keys.ts';
import { giveMatter } from '../../test/matters.ts';
import { leakFields, open311Client, open311Pack } from '../../test/open311.ts';

interface Told {
  readonly service_request_id: string;
  readonly [field: string]: unknown;
}

let app: TestApp;
let client: ReturnType<typeof open311Client>;
let operator: Awaited<ReturnType<typeof giveAccount>>;
let sent: string;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, open311Pack());
  client = open311Client(app);
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd' }] });
  key = (await giveKey(app, ['public.read', 'open311.write'])).token;
  const reply = await client.post('requests.json', { ...leakFields, api_key: key });
  sent = JSON.parse(reply.body)[0].service_request_id;
});
afterAll(() => app.close());

const ask = async (path: string, headers?: Record<string, string>): Promise<Told[]> => {
  const reply = await client.get(`v2/${path}`, headers);
  expect([reply.status, reply.body.slice(0, 200)]).toEqual([200, reply.body.slice(0, 200)]);
  return JSON.parse(reply.body) as Told[];
};
const ids = (rows: readonly Told[]) => rows.map((row) => row.service_request_id);

const xml = new XMLParser({ parseTagValue: false });

describe('services', () => {
  test('are the types that residents may report, and say alike in both formats', async () => {
    const [json, text] = await Promise.all([client.get('v2/services.json'), client.get('v2/services.xml')]);
    expect([json.type, text.type]).toEqual(['application/json; charset=utf-8', 'text/xml; charset=utf-8']);
    expect(text.body).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?><services><service>/i);
    const services: Record<string, unknown>[] = JSON.parse(json.body);
    expect(services[0]).toEqual({
      service_code: 'AUTO-01',
      service_name: 'AUTO-01',
      description: 'AUTO-01',
      metadata: true,
      type: 'realtime',
      keywords: '',
      group: 'K1',
    });
    const parsed = xml.parse(text.body).services.service;
    expect((parsed as Told[]).map((one) => one['service_code'])).toEqual(
      services.map((one) => one['service_code']),
    );
  });

  test('are defined by the questions of the type; signs of XML stay signs', async () => {
    const reply = await client.get('v2/services/AUTO-01.xml');
    expect(XMLValidator.validate(reply.body)).toBe(true);
    const { attribute } = xml.parse(reply.body).service_definition.attributes;
    expect(attribute).toMatchObject({
      code: 'leaks',
      datatype: 'singlevaluelist',
      required: 'true',
      order: '1',
    });
    expect(attribute.values.value[0]).toEqual({ key: 'yes', name: 'Yes & <no>' });
    const bare = JSON.parse((await client.get('v2/services/HAND-02.json')).body);
    expect(bare).toEqual({ service_code: 'HAND-02', attributes: [] });
  });

  test('a jurisdiction that is empty or ours is fine, another is not found', async () => {
    for (const id of ['', 'testcity', 'D']) {
      expect((await client.get(`v2/services.json?jurisdiction_id=${id}`)).status).toBe(200);
    }
    const other = await client.get('v2/services.xml?jurisdiction_id=sfgov.org');
    expect(other.status).toBe(404);
    expect(xml.parse(other.body).errors.error).toEqual({
      code: '404',
      description: 'jurisdiction_id sfgov.org was not found.',
    });
  });
});

describe('requests', () => {
  test('tell the public where in the city, how far and by whom, and nothing that was told by the reporter', async () => {
    const { code } = await giveMatter(app, operator, {
      title: '张三家漏水',
      description: '张三，住幸福路 5 号',
      reporter: { name: '张三', phone: '13800000000' },
      answers: { leaks: 'yes' },
      place: { position: [106.07, 30.02], address: '幸福路 5 号' },
    });
    const [row] = await ask(`requests/${code}.json`);
    expect(row).toEqual({
      service_request_id: code,
      status: 'open',
      status_notes: 'Sent to the responsible unit',
      service_name: 'AUTO-01',
      service_code: 'AUTO-01',
      description: null,
      agency_responsible: 'water',
      service_notice: null,
      requested_datetime: '2026-11-25T10:00:00+08:00',
      updated_datetime: '2026-11-25T10:00:00+08:00',
      expected_datetime: expect.stringMatching(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
      address: 'c1, t1, d',
      address_id: 'c1',
      zipcode: null,
      lat: 30.05,
      long: 106.05,
      media_url: null,
    });
    const everything = (await client.get(`v2/requests.json?extensions=true`)).body;
    expect(everything).toContain(code);
    for (const secret of ['张三', '幸福路', '13800000000']) expect(everything).not.toContain(secret);
  });

  test('are shown in full to the key that sent them, and to no other', async () => {
    const own = await ask(`requests/${sent}.json?api_key=${key}`);
    expect(own[0]).toMatchObject({ description: leakFields.description, lat: 30.05, long: 106.05 });
    const stranger = await giveKey(app, ['public.read']);
    const theirs = await ask(`requests/${sent}.json`, { authorization: `Bearer ${stranger.token}` });
    expect(theirs[0]?.['description']).toBeNull();
  });

  test('are found by every filter', async () => {
    const other = await giveMatter(app, operator, { typeCode: 'HAND-02', place: { placeCode: 't2' } });
    expect(ids(await ask('requests.json?service_code=HAND-02'))).toEqual([other.code]);
    const both = ids(await ask('requests.json?service_code=HAND-02,AUTO-01'));
    expect(both).toEqual(expect.arrayContaining([sent, other.code]));
    expect(
      ids(await ask(`requests.json?service_request_id=${sent},${other.code}&service_code=x`)),
    ).toHaveLength(2);
    expect(ids(await ask('requests.json?status=closed'))).toEqual([]);
    expect(ids(await ask('requests.json?status=open,closed'))).toEqual(both);
    const near = ids(await ask('requests.json?bbox=106.01,30.01,106.09,30.09'));
    expect(near).toContain(sent);
    expect(near).not.toContain(other.code);
    const round = ids(await ask('requests.json?lat=30.05&long=106.05&radius=500'));
    expect(round).toEqual(near);
    expect(ids(await ask('requests.json?start_date=2026-11-26T00:00:00Z'))).toEqual([]);
    expect(ids(await ask('requests.json?start_date=2026-11-25T01:00:00+00:00'))).toEqual(both);
    expect(ids(await ask('requests.json?updated_after=2026-11-25T01:59:00Z'))).toEqual(both);
    expect(ids(await ask('requests.json?updated_before=2026-11-25T01:59:00Z'))).toEqual([]);
    const pages = [1, 2, 3].map(async (page) => ids(await ask(`requests.json?page_size=1&page=${page}`)));
    expect((await Promise.all(pages)).flat()).toEqual(both.slice(0, 3));
  });

  test('the box and the circle look at what is published, not at where somebody stood', async () => {
    const { code } = await giveMatter(app, operator, {
      answers: { leaks: 'no' },
      place: { position: [106.011, 30.011] },
    });
    expect(ids(await ask('requests.json?bbox=106.01,30.01,106.012,30.012'))).not.toContain(code);
  });

  test('of what is between people are in no list, and followed by whoever holds the code', async () => {
    const { code } = await giveMatter(app, operator, { typeCode: 'QUIET-03' });
    expect(ids(await ask('requests.json'))).not.toContain(code);
    expect(ids(await ask('requests.json?service_code=QUIET-03'))).toEqual([]);
    expect(ids(await ask(`requests/${code}.json`))).toEqual([code]);
    const updates = JSON.parse((await client.get('v2/servicerequestupdates.json')).body);
    expect(ids(updates)).not.toContain(code);
  });

  test('carry their steps as notes when extensions are asked for, and as updates of their own', async () => {
    const [row] = await ask(`requests/${sent}.json?extensions=true`);
    const notes = row?.['notes'] as Told[];
    expect(notes.map((note) => note['type'])).toEqual(['registered', 'accepted', 'dispatched']);
    expect(row?.['extended_attributes']).toMatchObject({ stage: 'dispatched' });
    const updates = await ask(`servicerequestupdates.json?service_request_id=${sent}`);
    expect(updates.map((update) => update['description'])).toEqual(notes.map((note) => note['summary']));
    expect(new Set(updates.map((update) => update['update_id'])).size).toBe(updates.length);
    const text = await client.get(`v2/requests/${sent}.xml?extensions=true`);
    expect(xml.parse(text.body).service_requests.request.notes.note).toHaveLength(3);
  });

  test('fill every page of updates, whatever of it is inside business', async () => {
    const handler = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water' }] });
    const verifier = await giveAccount(app, { grants: [{ role: 'verifier', place: 'd' }] });
    const { code, matterId } = await giveMatter(app, operator, { answers: { leaks: 'yes' } });
    const act = <Body extends object>(body: Body) => ({
      params: { matterId },
      body: { commandId: randomUUID(), ...body },
    });
    await app.call(matterActs.signFor, act({ workOrderNo: 1 }), handler.token);
    await app.call(matterActs.feedBack, act({ workOrderNo: 1, outcome: 'solved' as const }), handler.token);
    const rework = { reasonCode: 'other', workOrderNos: [1] };
    const failed = act({ result: 'failed' as const, rework });
    await app.call(matterActs.recordPostHandlingCheck, failed, verifier.token);
    const path = `servicerequestupdates.json?service_request_id=${sent},${code}`;
    const whole = await ask(path);
    expect(whole).toHaveLength(8);
    const pages = whole.map((_, i) => ask(`${path}&page_size=1&page=${i + 1}`));
    expect((await Promise.all(pages)).flat()).toEqual(whole);
  });

  test('refuse what cannot be asked, each in the format asked for', async () => {
    // A minute's questions are counted anew.
    app.clock.advance(120_000);
    const bad = [
      'start_date=yesterday',
      'start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z',
      'start_date=2026-11-02T00:00:00Z&end_date=2026-11-01T00:00:00Z',
      'status=lost',
      'bbox=1,2,3',
      'lat=30',
      'page_size=1001',
      'page=0',
      'radius=x&lat=30&long=106',
      'sort=newest',
    ];
    for (const query of bad) {
      const json = await client.get(`v2/requests.json?${query}`);
      expect([query, json.status, json.type]).toEqual([query, 400, 'application/json; charset=utf-8']);
      const [error] = JSON.parse(json.body);
      expect(error).toEqual({ code: 400, description: expect.any(String) });
      const text = await client.get(`v2/requests.xml?${query}`);
      expect(xml.parse(text.body).errors.error.description).toBe(error.description);
    }
  });
});

describe('manners', () => {
  /** A minute's questions are counted anew. */
  beforeAll(() => {
    app.clock.advance(120_000);
  });

  test('an unknown address is told in the format asked for, and never in HTML', async () => {
    for (const [path, accept, type] of [
      ['v2/nothing.json', 'text/html', 'application/json; charset=utf-8'],
      ['v2/nothing.xml', 'text/html', 'text/xml; charset=utf-8'],
      ['v2/services', 'text/html', 'text/xml; charset=utf-8'],
      ['v2/services', 'application/json', 'application/json; charset=utf-8'],
      ['v2/requests/a/b.json', '*/*', 'application/json; charset=utf-8'],
      ['v2/services.html', 'text/html', 'text/xml; charset=utf-8'],
    ] as const) {
      const reply = await client.get(path, { accept });
      expect([path, reply.status, reply.type]).toEqual([path, reply.status, type]);
      expect(reply.status).toBe(404);
      expect(reply.body).not.toContain('<html');
    }
    for (const method of ['PUT', 'DELETE', 'PATCH'] as const) {
      const reply = await app.inject({ method, url: '/open311/v2/requests.json' });
      expect([reply.statusCode, reply.json()[0].code]).toEqual([404, 404]);
    }
  });

  test('a slash at the end, HEAD, and pages of other sites', async () => {
    expect((await client.get('v2/services.json/')).status).toBe(200);
    const head = await app.inject({ method: 'HEAD', url: '/open311/v2/services.xml' });
    expect([head.statusCode, head.body, head.headers['content-type']]).toEqual([
      200,
      '',
      'text/xml; charset=utf-8',
    ]);
    const reply = await client.get('v2/services.json', { origin: 'https://other.example' });
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    const flight = await app.inject({ method: 'OPTIONS', url: '/open311/v2/requests.json' });
    expect(flight.headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS');
  });

  test('discovery names the address, the specification and the formats', async () => {
    const { body } = await client.get('discovery.xml');
    const { endpoint } = xml.parse(body).discovery.endpoints;
    expect(endpoint.specification).toBe('http://wiki.open311.org/GeoReport_v2');
    expect(endpoint.formats.format).toEqual(['text/xml', 'application/json']);
    expect(endpoint.url).toMatch(/\/open311\/v2$/);
    expect((await client.get('v2/discovery.json')).status).toBe(200);
  });

  test('a reader with too many questions is told to wait; one with a key has a rate of its own', async () => {
    let refused = await client.get('v2/services.xml');
    for (let i = 0; i < 80 && refused.status === 200; i += 1) refused = await client.get('v2/services.xml');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(xml.parse(refused.body).errors.error.code).toBe('429');
    expect((await client.get(`v2/services.xml?api_key=${key}`)).status).toBe(200);
    app.clock.advance(120_000);
  });

  test('a token that cannot be looked up is a failure, not a token that nobody has', async () => {
    const answered = await client.post(
      'requests.json',
      { ...leakFields, description: 'later', api_key: key },
      { prefer: 'respond-async' },
    );
    const [{ token }] = JSON.parse(answered.body);
    const owner = new pg.Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE log.commands RENAME TO away');
    const failed = await client.get(`v2/tokens/${token}.json`);
    await owner.query('ALTER TABLE log.away RENAME TO commands');
    await owner.end();
    expect(failed.status).toBe(500);
  });

  test('a failure of ours keeps the format and tells nothing but its number', async () => {
    const owner = new pg.Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE open311.submissions RENAME TO away');
    const reply = await client.post('requests.xml', { ...leakFields, description: 'lost', api_key: key });
    await owner.query('ALTER TABLE open311.away RENAME TO submissions');
    await owner.end();
    expect([reply.status, reply.type]).toEqual([500, 'text/xml; charset=utf-8']);
    const { code, description } = xml.parse(reply.body).errors.error;
    expect(code).toBe('500');
    expect(description).toMatch(/^Something failed\. .*[0-9a-f-]{36}\.$/);
  });
});
