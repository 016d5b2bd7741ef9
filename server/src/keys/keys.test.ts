import { createHash, randomUUID } from 'node:crypto';
import type { CityPack } from '@heliu/contract/city/pack';
import { searchPlaces } from '@heliu/contract/city/search';
import { uploadReportEvidence } from '@heliu/contract/evidence';
import { changeKey, createKey, keyScopes, listKeys, publicScopeOf, revokeKey } from '@heliu/contract/keys';
import { reportMatter } from '@heliu/contract/matter/endpoints';
import { trackMatter } from '@heliu/contract/matter/track';
import { listMatters } from '@heliu/contract/matter/views';
import { listAccounts } from '@heliu/contract/people';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity, testPack } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { giveKey } from '../../test/keys.ts';

let app: TestApp;
let administrator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, systemsPack());
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
});
afterAll(() => app.close());

/** The test city, in which devices report too, and joint inspections have a channel of their own. */
function systemsPack(): CityPack {
  const pack = testPack();
  const bySystems = ['sensor', 'inspection'].map((code) => ({
    code,
    name: { zh: code, en: code },
    by: 'system' as const,
  }));
  return {
    ...pack,
    channels: [...pack.channels, ...bySystems],
    patrol: { ...pack.patrol, inspectionChannel: 'inspection' },
  };
}

const inDays = (days: number) => new Date(app.clock.now() + days * 86_400_000).toISOString();
const wish = (changes: object = {}) => ({
  commandId: randomUUID(),
  name: '街道小程序',
  scopes: ['public.read' as const],
  placeCode: 't1',
  perMinute: 60,
  expiresAt: inDays(365),
  ...changes,
});
const withKey = (token: string) => ({ authorization: `Bearer ${token}` });
const search = (headers: Record<string, string>, server = app) =>
  server.inject({ url: `${searchPlaces.path}?q=t1`, headers });

describe('a key', () => {
  test('is given once, kept as a hash, and named nowhere in the log', async () => {
    const body = wish();
    const made = await app.call(createKey, { body }, administrator.token);
    expect(made.token).toMatch(/^heliu_[\w-]{43}$/);
    expect(made.start).toBe(made.token?.slice(0, 12));
    const again = await app.call(createKey, { body }, administrator.token);
    expect(again).toEqual({ ...made, token: null });
    const { rows } = await app.call(listKeys, {}, administrator.token);
    expect(rows.filter(({ id }) => id === made.id)).toHaveLength(1);
    const stored = await app.db
      .selectFrom('keys.keys')
      .selectAll()
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(stored.token_hash).toEqual(
      createHash('sha256')
        .update(made.token ?? '')
        .digest(),
    );
    const told = await app.db.selectFrom('log.events').selectAll().execute();
    const commands = await app.db.selectFrom('log.commands').selectAll().execute();
    expect(JSON.stringify([told, commands])).not.toContain(made.token);
    expect(told.filter(({ subject }) => subject === `key:${made.id}`).map(({ kind }) => kind)).toEqual([
      'key.created',
    ]);
  });

  test('acts within its scopes and nowhere else', async () => {
    const reader = await giveKey(app, ['public.read']);
    expect((await search(withKey(reader.token))).statusCode).toBe(200);
    const matters = await app.inject({ url: listMatters.path, headers: withKey(reader.token) });
    expect([matters.statusCode, matters.json().code]).toEqual([403, 'auth.forbidden']);
    const report = await app.refuse(
      reportMatter,
      {
        body: {
          commandId: randomUUID(),
          typeCode: 'AUTO-01',
          requestKind: 'report',
          title: '路灯不亮',
          place: { placeCode: 't1' },
        },
      },
      reader.token,
    );
    expect(report.code).toBe('auth.forbidden');
    const writer = await giveKey(app, ['report.write']);
    expect((await search(withKey(writer.token))).statusCode).toBe(403);
  });

  test('never uses what people use to sign in and to look after themselves', async () => {
    const all = await giveKey(app, keyScopes);
    const forPeople = app.routes.filter(
      ({ endpoint }) =>
        (endpoint.permission === 'public' || endpoint.permission === 'signedIn') &&
        publicScopeOf(endpoint) === undefined,
    );
    expect(forPeople.length).toBeGreaterThan(20);
    for (const { endpoint } of forPeople) {
      const reply = await app.inject({
        method: endpoint.method,
        url: endpoint.path.replaceAll(/:\w+/g, '1'),
        headers: withKey(all.token),
        ...(endpoint.method === 'GET' ? {} : { payload: {} }),
      });
      expect([endpoint.id, reply.statusCode]).toEqual([endpoint.id, 403]);
    }
  });

  test('reports as itself: the report is on record under the key', async () => {
    const writer = await giveKey(app, ['report.write']);
    const { matterId, receiptCode } = await app.call(
      reportMatter,
      {
        body: {
          commandId: randomUUID(),
          typeCode: 'AUTO-01',
          requestKind: 'report',
          title: '路灯不亮',
          place: { placeCode: 't1' },
        },
      },
      writer.token,
    );
    expect(receiptCode).toBeNull();
    const { account_id: accountId } = await app.db
      .selectFrom('keys.keys')
      .select('account_id')
      .where('id', '=', writer.id)
      .executeTakeFirstOrThrow();
    const event = await app.db
      .selectFrom('log.events')
      .select('actor_id')
      .where('subject', '=', `matter:${matterId}`)
      .where('kind', '=', 'matter.registered')
      .executeTakeFirstOrThrow();
    expect(event.actor_id).toBe(accountId);
  });

  test('reports by a channel of systems, as often as its rate allows, and by none of the staff', async () => {
    const { token } = await giveKey(app, ['report.write', 'public.read']);
    const report = (channel?: string, as: string = token) =>
      app.call(
        reportMatter,
        {
          body: {
            commandId: randomUUID(),
            typeCode: 'AUTO-01',
            requestKind: 'report',
            title: '水位超过警戒',
            place: { placeCode: 't1' },
            ...(channel === undefined ? {} : { channel }),
          },
        },
        as,
      );
    const channelOf = async ({ matterId }: { matterId: string }) => {
      const row = await app.db
        .selectFrom('matter.matters')
        .select('channel')
        .where('id', '=', matterId)
        .executeTakeFirstOrThrow();
      return row.channel;
    };
    expect(await channelOf(await report('sensor'))).toBe('sensor');
    expect(await channelOf(await report())).toBe('app');
    // Of operators, of inspections, and unknown.
    expect(await channelOf(await report('hotline'))).toBe('app');
    expect(await channelOf(await report('inspection'))).toBe('app');
    expect(await channelOf(await report('telegraph'))).toBe('app');
    const resident = await giveAccount(app, { kind: 'resident' });
    expect(await channelOf(await report('sensor', resident.token))).toBe('app');
    const sent = await Promise.all(Array.from({ length: 10 }, () => report('sensor')));
    expect(sent).toHaveLength(10);
    const { code } = await report('sensor');
    for (let n = 0; n < 40; n += 1) {
      expect((await app.call(trackMatter, { body: { code } }, token)).code).toBe(code);
    }
  });

  test('is refused when unknown, malformed, expired or revoked, in every process at once', async () => {
    const unknown = await search(withKey(`heliu_${'x'.repeat(43)}`));
    expect([unknown.statusCode, unknown.json().code]).toEqual([401, 'key.invalid']);
    expect((await search(withKey('heliu_short'))).statusCode).toBe(401);
    const twin = await app.twin();
    const short = await giveKey(app, ['public.read'], { days: 1 / 24 });
    expect((await search(withKey(short.token))).statusCode).toBe(200);
    app.clock.advance(3_600_000);
    expect((await search(withKey(short.token))).statusCode).toBe(401);
    const gone = await giveKey(app, ['public.read']);
    expect((await search(withKey(gone.token), twin)).statusCode).toBe(200);
    const input = { params: { id: gone.id }, body: { commandId: randomUUID() } };
    const revoked = await app.call(revokeKey, input, administrator.token);
    expect(revoked.state).toBe('revoked');
    await expect.poll(async () => (await search(withKey(gone.token), twin)).statusCode).toBe(401);
    const body = { commandId: randomUUID(), version: revoked.version, name: 'again', scopes: wish().scopes };
    const late = await app.refuse(
      changeKey,
      { params: { id: gone.id }, body: { ...body, perMinute: 5, expiresAt: inDays(5) } },
      administrator.token,
    );
    expect(late.code).toBe('key.ended');
    await twin.close();
  });

  test('uploads as often as an app of residents does, not as staff do', async () => {
    const { token } = await giveKey(app, ['report.write']);
    const codes: number[] = [];
    for (let i = 0; i < 31; i += 1) {
      const reply = await app.inject({
        method: 'POST',
        url: uploadReportEvidence.path,
        headers: withKey(token),
      });
      codes.push(reply.statusCode);
    }
    expect(new Set(codes.slice(0, 30))).not.toContain(429);
    expect(codes[30]).toBe(429);
  });

  test('is held to its own rate, and told when to come again', async () => {
    const slow = await giveKey(app, ['public.read'], { perMinute: 6 });
    const other = await giveKey(app, ['public.read'], { perMinute: 6 });
    const codes: number[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await search(withKey(slow.token))).statusCode);
    expect(codes).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await search(withKey(slow.token));
    expect(refused.json().code).toBe('request.tooMany');
    expect(Number(refused.headers['retry-after'])).toBe(10);
    expect((await search(withKey(other.token))).statusCode).toBe(200);
    app.clock.advance(10_000);
    expect((await search(withKey(slow.token))).statusCode).toBe(200);
  });

  test('is held to one rate by all processes together, also at the same instant', async () => {
    const { token } = await giveKey(app, ['public.read'], { perMinute: 6 });
    const twin = await app.twin();
    const asked = Array.from({ length: 12 }, (_, i) => search(withKey(token), i % 2 === 0 ? app : twin));
    const codes = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
    expect(codes.toSorted((a, b) => a - b)).toEqual([...Array(5).fill(200), ...Array(7).fill(429)]);
    await twin.close();
  });

  test('tells the day of its last use and no more', async () => {
    const used = await giveKey(app, ['public.read']);
    const day = async () =>
      (await app.call(listKeys, {}, administrator.token)).rows.find(({ id }) => id === used.id)?.lastUsedOn;
    expect(await day()).toBeNull();
    await search(withKey(used.token));
    const today = new Date(app.clock.now()).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
    await expect.poll(day).toBe(today);
  });
});

describe('keys are looked after', () => {
  test('by administrators of their place, and hidden from those of another', async () => {
    const here = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1' }] });
    const there = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t2' }] });
    const { id, version } = await app.call(createKey, { body: wish() }, here.token);
    const seen = await app.call(listKeys, {}, there.token);
    expect(seen.rows.map((key) => key.id)).not.toContain(id);
    const end = { params: { id }, body: { commandId: randomUUID() } };
    expect((await app.refuse(revokeKey, end, there.token)).code).toBe('resource.notFound');
    const wide = await app.refuse(createKey, { body: wish({ placeCode: 'd' }) }, here.token);
    expect(wide.code).toBe('place.notYours');
    const change = {
      commandId: randomUUID(),
      version,
      name: '换了名字',
      scopes: ['matter.export' as const],
      perMinute: 10,
      expiresAt: inDays(10),
    };
    const changed = await app.call(changeKey, { params: { id }, body: change }, here.token);
    expect(changed).toMatchObject({ name: '换了名字', scopes: ['matter.export'], version: version + 1 });
    const stale = { ...change, commandId: randomUUID() };
    expect((await app.refuse(changeKey, { params: { id }, body: stale }, here.token)).code).toBe(
      'resource.changed',
    );
  });

  test('with an end that lies ahead and not too far', async () => {
    for (const days of [-1, 0, 1200]) {
      const refused = await app.refuse(
        createKey,
        { body: wish({ expiresAt: inDays(days) }) },
        administrator.token,
      );
      expect(refused.errors?.[0]?.field).toBe('expiresAt');
    }
  });

  test('apart from accounts: the list of people does not show what a key acts as', async () => {
    await giveKey(app, ['public.read']);
    const { rows } = await app.call(listAccounts, { query: { limit: 200 } }, administrator.token);
    expect(rows.filter(({ login }) => login.startsWith('key-'))).toEqual([]);
  });
});
