import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveKey } from '../../test/keys.ts';
import { leakFields, open311Client, open311Pack } from '../../test/open311.ts';

const folder = join(import.meta.dirname, '../../../../shared/data/open311');
const isThere = existsSync(folder);

test.runIf(!isThere && process.env['CI'] === 'true')('needs the schemas and answers of Open311', () => {
  expect.fail(`${folder} is absent`);
});

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

function validators(): (name: string) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const name of ['request', 'service', 'requests', 'services', 'service-definition']) {
    ajv.addSchema(JSON.parse(read(`schema-${name}.json`)), `${name}.json`);
  }
  return (name) => {
    const validate = ajv.getSchema(`${name}.json`);
    if (validate === undefined) throw new Error(`no schema ${name}`);
    return validate;
  };
}

const xml = new XMLParser({ parseTagValue: false, ignoreAttributes: true });

/** Names of the elements of the first item, which is what a client looks for. */
const names = (body: string, root: string, item: string): string[] => {
  const [one] = [xml.parse(body)[root][item]].flat();
  return Object.keys(one).toSorted();
};

describe.runIf(isThere)('answers are what validators and other clients expect', () => {
  let app: TestApp;
  let client: ReturnType<typeof open311Client>;
  let id: string;
  let token: string;
  beforeAll(async () => {
    app = await startTestApp();
    await giveCity(app, open311Pack());
    client = open311Client(app);
    const key = await giveKey(app, ['public.read', 'open311.write']);
    const fields = { ...leakFields, api_key: key.token };
    const made = await client.post('requests.json', fields);
    id = JSON.parse(made.body)[0].service_request_id;
    const later = await client.post('requests.json', fields, { prefer: 'respond-async' });
    token = JSON.parse(later.body)[0].token;
  });
  afterAll(() => app.close());

  test.each([
    ['services', () => 'services.json'],
    ['service-definition', () => 'services/AUTO-01.json'],
    ['service-definition', () => 'services/HAND-02.json'],
    ['requests', () => 'requests.json'],
    ['requests', () => 'requests.json?extensions=true'],
    ['requests', () => `requests/${id}.json`],
    ['requests', () => 'requests.json?status=closed'],
  ])('%s.json fits what we say of %s', async (schema, path) => {
    const validate = validators()(schema);
    const { body } = await client.get(`v2/${path()}`);
    validate(JSON.parse(body));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('a validator that finds nothing would find something where something is wrong', async () => {
    const rows = JSON.parse((await client.get('v2/requests.json')).body);
    const validate = validators()('requests');
    for (const broken of [{ status: 'OPEN' }, { requested_datetime: '2026-11-25 10:00' }, { lat: '30' }]) {
      expect(validate([{ ...rows[0], ...broken }])).toBe(false);
    }
  });

  test('XML has every element of the examples and of what live cities answer', async () => {
    const requests = (await client.get('v2/requests.xml')).body;
    expect(XMLValidator.validate(requests)).toBe(true);
    const ours = names(requests, 'service_requests', 'request');
    for (const file of [
      'example-service_requests.xml',
      'example-get_service_request.xml',
      'live-requests_many.xml',
      'live-requests_single.xml',
    ]) {
      expect(ours).toEqual(expect.arrayContaining(names(read(file), 'service_requests', 'request')));
    }
    const services = (await client.get('v2/services.xml')).body;
    for (const file of ['example-services.xml', 'live-services_giessen.xml']) {
      expect(names(services, 'services', 'service')).toEqual(
        expect.arrayContaining(names(read(file), 'services', 'service')),
      );
    }
    const definition = xml.parse((await client.get('v2/services/AUTO-01.xml')).body).service_definition;
    const example = xml.parse(read('example-service_definition.xml')).service_definition;
    expect(Object.keys(definition.attributes.attribute).toSorted()).toEqual(
      Object.keys(example.attribute).toSorted(),
    );
    expect(definition.attributes.attribute.values.value).toHaveLength(2);
  });

  test('XML of a token, of what was sent and of an error is as the examples have it', async () => {
    const byToken = (await client.get(`v2/tokens/${token}.xml`)).body;
    expect(names(byToken, 'service_requests', 'request')).toEqual(
      names(read('example-request_id_from_token.xml'), 'service_requests', 'request'),
    );
    const key = await giveKey(app, ['open311.write']);
    const sent = (await client.post('requests.xml', { ...leakFields, api_key: key.token })).body;
    expect(names(sent, 'service_requests', 'request')).toEqual(
      names(read('example-post_service_request.xml'), 'service_requests', 'request'),
    );
    const missing = (await client.get('v2/requests/not-an-id.xml')).body;
    expect(names(missing, 'errors', 'error')).toEqual(
      names(read('example-get_service_request_not_found.xml'), 'errors', 'error'),
    );
  });

  test('control characters that XML cannot carry are left out, and nothing else', async () => {
    const key = await giveKey(app, ['open311.write', 'public.read']);
    const description = 'a\u0007b & <c> \u{1F6B0} ]]> \uFFFE';
    const made = await client.post('requests.json', { ...leakFields, description, api_key: key.token });
    const code = JSON.parse(made.body)[0].service_request_id;
    const { body } = await client.get(`v2/requests/${code}.xml?api_key=${key.token}`);
    expect(XMLValidator.validate(body)).toBe(true);
    expect(xml.parse(body).service_requests.request.description).toBe('ab & <c> \u{1F6B0} ]]>');
  });
});
