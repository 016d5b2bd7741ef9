import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import {
  applyCityPack,
  checkCityPack,
  getCityOverview,
  listCityVersions,
  PackCheck,
} from '@heliu/contract/city-api';
import { registerMatter } from '@heliu/contract/matter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp, testApp } from '../../test/harness.ts';
import { packFolder, readPack } from '../../test/packs.ts';

let app: TestApp;
let administrator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, readPack('lakeside'));
  administrator = await giveAccount(app, {
    displayName: '管理员',
    grants: [{ role: 'administrator', place: 'LS' }],
  });
});
afterAll(() => app.close());

type Files = Record<string, string>;

const lakesideFiles = (): Files =>
  Object.fromEntries(
    readdirSync(packFolder('lakeside')).map((name) => [
      name,
      readFileSync(join(packFolder('lakeside'), name), 'utf8'),
    ]),
  );

function zipOf(files: Files, folder = 'lakeside/'): Buffer {
  const made = CFB.utils.cfb_new();
  for (const [name, text] of Object.entries(files)) {
    CFB.utils.cfb_add(made, `/${folder}${name}`, Buffer.from(text));
  }
  return Buffer.from(CFB.write(made, { type: 'buffer', fileType: 'zip', compression: true }) as Buffer);
}

async function upload(zip: Buffer, by: TestAccount = administrator, to: TestApp = app, field = 'file') {
  const boundary = randomUUID();
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="pack.zip"\r\ncontent-type: application/zip\r\n\r\n`;
  const reply = await to.inject({
    method: 'POST',
    url: checkCityPack.path,
    headers: {
      authorization: `Bearer ${by.token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'accept-language': 'en',
    },
    payload: Buffer.concat([Buffer.from(head), zip, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: reply.statusCode, body: reply.json<unknown>() };
}

async function ready(files: Files, to: TestApp = app, by: TestAccount = administrator) {
  const { body } = await upload(zipOf(files), by, to);
  const check = PackCheck.parse(body);
  if (check.status !== 'ready') throw new Error(`the pack is ${check.status}: ${JSON.stringify(check)}`);
  return check;
}

const edited = (version: string, more: Files = {}): Files => {
  const files = lakesideFiles();
  return {
    ...files,
    'pack.yaml': (files['pack.yaml'] ?? '').replace('version: 1.0.0', `version: ${version}`),
    ...more,
  };
};
const withoutLamps = (version: string): Files => {
  const files = lakesideFiles();
  const drop = (name: string) =>
    (files[name] ?? '')
      .split('\n')
      .filter((line) => !line.includes('lamps'))
      .join('\n');
  return edited(version, {
    'units.csv': drop('units.csv'),
    'staff.csv': drop('staff.csv'),
    'duty.yaml': (files['duty.yaml'] ?? '').replaceAll('unit: lamps', 'unit: roads'),
    'joint-duties.yaml': (files['joint-duties.yaml'] ?? '').replaceAll('[water, lamps]', '[water]'),
  });
};
const command = () => ({ commandId: randomUUID() });

test('is checked; the same content has nothing to apply', async () => {
  expect((await upload(zipOf(lakesideFiles()))).body).toEqual({
    status: 'same',
    pack: { code: 'lakeside', name: { zh: '湖滨区', en: 'Lakeside' }, version: '1.0.0' },
  });
  expect((await upload(zipOf(lakesideFiles(), ''))).body).toMatchObject({ status: 'same' });
});

test('with faults names each of them by file and line and changes nothing', async () => {
  const files = edited('1.0.1');
  const csv = (files['grids.csv'] ?? '').replace(
    'market,集市网格,Market,harbour',
    'market,集市网格,Market,nowhere',
  );
  const { body } = await upload(zipOf({ ...files, 'grids.csv': csv, 'words.yaml': 'words: {' }));
  const check = PackCheck.parse(body);
  if (check.status !== 'faulty') throw new Error(`the pack is ${check.status}`);
  expect(check.faultCount).toBe(check.faults.length);
  expect(check.faults).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        file: 'grids.csv',
        line: 3,
        what: expect.objectContaining({ en: expect.any(String) }),
      }),
      expect.objectContaining({ file: 'words.yaml' }),
    ]),
  );
  expect((await app.call(getCityOverview, {})).version).toBe('1.0.0');
});

test('is applied after its changes were shown, once, and at once in force here', async () => {
  const own = await testApp();
  await giveCity(own, readPack('lakeside'));
  const by = await giveAccount(own, {
    displayName: '管理员',
    grants: [{ role: 'administrator', place: 'LS' }],
  });
  const check = await ready(withoutLamps('1.1.0'), own, by);
  expect(check.changes.find(({ kind }) => kind === 'unit')).toMatchObject({
    added: 0,
    changed: 0,
    removed: 1,
    entries: [{ code: 'lamps', name: { en: 'Street Lamp Company' }, act: 'removed' }],
  });
  expect((await own.call(getCityOverview, {})).version).toBe('1.0.0');
  const body = { ...command(), uploadId: check.uploadId };
  const applied = await own.call(applyCityPack, { body }, by.token);
  const counts = check.changes.map(({ kind, added, changed, removed }) => ({
    kind,
    added,
    changed,
    removed,
  }));
  expect(applied).toMatchObject({ version: '1.1.0', changes: counts });
  expect(await own.call(applyCityPack, { body }, by.token)).toEqual(applied);
  expect(await own.call(getCityOverview, {})).toMatchObject({
    version: '1.1.0',
    versionId: applied.versionId,
  });
  expect(await own.refuse(applyCityPack, { body: { ...body, ...command() } }, by.token)).toMatchObject({
    status: 410,
    code: 'city.uploadGone',
  });
  const { rows } = await own.call(listCityVersions, { query: { limit: 1 } }, by.token);
  expect(rows).toMatchObject([{ version: '1.1.0', importedBy: '管理员', inForce: true, changes: counts }]);
  const { rows: earlier, next } = await own.call(
    listCityVersions,
    {
      query: {
        limit: 1,
        cursor: (await own.call(listCityVersions, { query: { limit: 1 } }, by.token)).next,
      },
    },
    by.token,
  );
  expect(earlier).toMatchObject([{ version: '1.0.0', importedBy: null, inForce: false }]);
  expect(next).toBeUndefined();
});

test('is asked for again when the city changed after it was checked', async () => {
  const own = await testApp();
  await giveCity(own, readPack('lakeside'));
  const by = await giveAccount(own, { grants: [{ role: 'administrator', place: 'LS' }] });
  const first = await ready(edited('1.0.1'), own, by);
  const second = await ready(edited('1.0.2'), own, by);
  const apply = (uploadId: string) => ({ body: { ...command(), uploadId } });
  await own.call(applyCityPack, apply(first.uploadId), by.token);
  expect(await own.refuse(applyCityPack, apply(second.uploadId), by.token)).toMatchObject({
    status: 409,
    code: 'city.changedMeanwhile',
  });
  const third = await ready(edited('1.0.3'), own, by);
  own.clock.advance(24 * 3_600_000);
  const later = await giveAccount(own, { grants: [{ role: 'administrator', place: 'LS' }] });
  expect(await own.refuse(applyCityPack, apply(third.uploadId), later.token)).toMatchObject({
    code: 'city.uploadGone',
  });
});

test('that drops what open matters stand on says how many', async () => {
  const own = await testApp();
  const lakeside = readPack('lakeside');
  const basis = { zh: '合同', en: 'Contract' };
  await giveCity(own, { ...lakeside, duties: [{ unit: 'lamps', leads: ['C01'], assists: [], basis }] });
  const by = await giveAccount(own, { grants: [{ role: 'administrator', place: 'LS' }] });
  const operator = await giveAccount(own, { grants: [{ role: 'operator', place: 'LS' }] });
  const leak = {
    commandId: randomUUID(),
    typeCode: 'C0102',
    requestKind: 'report' as const,
    title: '供水管渗漏',
    channel: 'phone',
    place: { placeCode: 'slope' },
  };
  const { stage } = await own.call(registerMatter, { body: leak }, operator.token);
  expect(stage).toBe('dispatched');
  const files = withoutLamps('1.1.0');
  const grids = (files['grids.csv'] ?? '').split('\n').filter((line) => !line.startsWith('slope'));
  const staff = (files['staff.csv'] ?? '').split('\n').filter((line) => !line.startsWith('officer2'));
  const check = await ready(
    { ...files, 'grids.csv': grids.join('\n'), 'staff.csv': staff.join('\n') },
    own,
    by,
  );
  expect(check.inUse).toEqual([
    { kind: 'place', code: 'slope', name: { zh: '坡地网格', en: 'Slope' }, count: 1 },
    { kind: 'unit', code: 'lamps', name: { zh: '路灯公司', en: 'Street Lamp Company' }, count: 1 },
  ]);
});

test('that is no pack is refused with what to do', async () => {
  const notPacks = [
    Buffer.from('no zip at all'),
    zipOf({ 'readme.txt': 'hello' }),
    zipOf({ 'pack.yaml': '' }, 'a/b/'),
  ];
  for (const zip of notPacks) {
    expect(await upload(zip)).toMatchObject({ status: 422, body: { code: 'city.packFile' } });
  }
  expect(await upload(zipOf(lakesideFiles()), administrator, app, 'photo')).toMatchObject({
    status: 400,
    body: { code: 'input.invalid', errors: [{ field: 'file' }] },
  });
  expect(await upload(Buffer.alloc(21 * 1_048_576))).toMatchObject({
    status: 413,
    body: { code: 'input.tooLarge' },
  });
  const seaside = edited('1.0.0');
  seaside['pack.yaml'] = (seaside['pack.yaml'] ?? '').replace('code: lakeside', 'code: seaside');
  expect(await upload(zipOf(seaside))).toMatchObject({ status: 409, body: { code: 'city.otherCity' } });
});

test('names cannot climb out of their folder', async () => {
  const zip = zipOf({ 'aaaaaaaaaa.txt': 'x', ...lakesideFiles() });
  const evil = Buffer.from(
    zip.toString('latin1').replaceAll('lakeside/aaaaaaaaaa.txt', '../../../../../evil.txt'),
    'latin1',
  );
  expect(await upload(evil)).toMatchObject({ status: 422, body: { code: 'city.packFile' } });
});

test('is for those who administer the whole city', async () => {
  const township = await giveAccount(app, { grants: [{ role: 'administrator', place: 'LS/north' }] });
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'LS' }] });
  expect(await upload(zipOf(lakesideFiles()), township)).toMatchObject({ status: 403 });
  expect(await upload(zipOf(lakesideFiles()), operator)).toMatchObject({ status: 403 });
  const { uploadId } = await ready(edited('1.9.0'));
  const body = { ...command(), uploadId };
  expect(await app.refuse(applyCityPack, { body }, township.token)).toMatchObject({
    code: 'auth.forbidden',
  });
  expect(await app.refuse(applyCityPack, { body }, operator.token)).toMatchObject({ status: 403 });
  expect(await app.refuse(applyCityPack, { body })).toMatchObject({ status: 401 });
  expect(await app.refuse(listCityVersions, {}, operator.token)).toMatchObject({ status: 403 });
  expect(await app.refuse(listCityVersions, {})).toMatchObject({ status: 401 });
});
