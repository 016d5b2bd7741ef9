import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { faultsInJson, faultsInXml, georeport } from '../../test/georeport.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveKey } from '../../test/keys.ts';
import { leakFields, open311Client, open311Pack } from '../../test/open311.ts';

let app: TestApp;
let client: ReturnType<typeof open311Client>;
let id: string;
let token: string;
let fields: Record<string, string>;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, open311Pack());
  client = open311Client(app);
  const key = await giveKey(app, ['public.read', 'open311.write', 'open311.update']);
  fields = { ...leakFields, api_key: key.token };
  id = JSON.parse((await client.post('requests.json', fields)).body)[0].service_request_id;
  const later = await client.post('requests.json', fields, { prefer: 'respond-async' });
  token = JSON.parse(later.body)[0].token;
});
afterAll(() => app.close());

const asked: [keyof typeof georeport, () => string, number][] = [
  ['discovery', () => 'discovery', 200],
  ['services', () => 'v2/services', 200],
  ['definition', () => 'v2/services/AUTO-01', 200],
  ['requests', () => 'v2/requests', 200],
  ['requests', () => `v2/requests/${id}`, 200],
  ['token', () => `v2/tokens/${token}`, 200],
  ['updates', () => 'v2/servicerequestupdates', 200],
  ['errors', () => 'v2/requests/not-an-id', 404],
  ['errors', () => 'v2/nowhere', 404],
];

describe('every answer is built as the standard has it', () => {
  test.each(asked)('%s in JSON and in XML', async (resource, path, status) => {
    const json = await client.get(`${path()}.json`);
    const xml = await client.get(`${path()}.xml`);
    expect([json.status, json.type]).toEqual([status, 'application/json; charset=utf-8']);
    expect([xml.status, xml.type]).toEqual([status, 'text/xml; charset=utf-8']);
    expect(faultsInJson(georeport[resource], json.body)).toEqual([]);
    expect(faultsInXml(georeport[resource], xml.body)).toEqual([]);
    expect(json.body).not.toBe('[]');
  });

  test('what was sent is answered so, and what was refused, in both formats', async () => {
    for (const [format, faults] of [
      ['json', faultsInJson],
      ['xml', faultsInXml],
    ] as const) {
      const sent = await client.post(`requests.${format}`, { ...fields, description: `new ${format}` });
      expect([sent.status, faults(georeport.sent, sent.body)]).toEqual([201, []]);
      const refused = await client.post(`requests.${format}`, { ...fields, lat: '', long: '' });
      expect([refused.status, faults(georeport.errors, refused.body)]).toEqual([400, []]);
      const nobody = await client.post(`requests.${format}`, leakFields);
      expect([nobody.status, faults(georeport.errors, nobody.body)]).toEqual([403, []]);
    }
  });

  test('nothing found is an empty list, and an empty jurisdiction is none', async () => {
    const query = 'status=closed&jurisdiction_id=';
    expect((await client.get(`v2/requests.json?${query}`)).body).toBe('[]');
    expect(faultsInXml(georeport.requests, (await client.get(`v2/requests.xml?${query}`)).body)).toEqual([]);
    expect((await client.get('v2/requests.json?jurisdiction_id=elsewhere.test')).status).toBe(404);
  });
});

test('the check notices what is not so', async () => {
  const [row] = JSON.parse((await client.get(`v2/requests/${id}.json`)).body);
  const judge = (change: object) => faultsInJson(georeport.requests, JSON.stringify([{ ...row, ...change }]));
  expect(judge({})).toEqual([]);
  for (const change of [
    { status: 'OPEN' },
    { requested_datetime: '2026-11-25 10:00' },
    { lat: '30' },
    { service_request_id: '' },
    { extra: 1 },
  ]) {
    expect(judge(change)).toHaveLength(1);
  }
  const { body } = await client.get(`v2/requests/${id}.xml`);
  const broken = [
    body.replace('<status>open</status>', '<status>on</status>'),
    body.replaceAll('service_requests', 'requests'),
    body.replace('<zipcode/>', ''),
    body.slice(0, -3),
  ];
  for (const one of broken) {
    expect(one).not.toBe(body);
    expect(faultsInXml(georeport.requests, one)).toHaveLength(1);
  }
});
