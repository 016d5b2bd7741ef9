import { randomUUID } from 'node:crypto';
import { reportMatter } from '@heliu/contract/matter';
import { enrol, leaveGrid } from '@heliu/contract/enrolment';
import { endAccountSessions, getAccount, setRoles } from '@heliu/contract/people';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, testApp, type TestApp } from '../../test/harness.ts';
import { openLiveStream } from '../../test/live.ts';
import { giveMatter, leak } from '../../test/matters.ts';
import { appendEvents } from '../kernel/events.ts';

let app: TestApp;
let address: string;
let operator: TestAccount;
let administrator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app);
  address = await app.listen();
  operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
});
afterAll(() => app.close());

const soon = (check: () => unknown, timeout = 90_000) => vi.waitFor(check, { timeout, interval: 30 });
const open = (who: TestAccount, after?: string) => openLiveStream(address, who.token, after);
const register = async (): Promise<string> => `matter:${(await giveMatter(app, operator)).matterId}`;
const matterSubject = () => `matter:${randomUUID()}`;
const some = {
  before: matterSubject(),
  early: matterSubject(),
  late: matterSubject(),
  after: matterSubject(),
  x: matterSubject(),
  y: matterSubject(),
  many: matterSubject(),
};
const event = (subject: string, placePath: string | null = null) => ({
  kind: 'test.happened',
  subject,
  at: app.clock.now(),
  placePath,
});

test('a stream is for those who are signed in', async () => {
  expect((await openLiveStream(address, 'x'.repeat(43))).status).toBe(401);
});

test('matters are told to those who may see them, the city to everybody, the rest to nobody', async () => {
  const supervisor = await giveAccount(app, { grants: [{ role: 'supervisor', place: 'd/t2' }] });
  const plumber = await giveAccount(app, { grants: [{ role: 'handler', unit: 'water' }] });
  const roads = await giveAccount(app, { grants: [{ role: 'handler', unit: 'roads' }] });
  const [here, pipes, ...others] = await Promise.all(
    [operator, plumber, supervisor, roads, administrator].map((who) => open(who)),
  );
  const matter = await register();
  const own = `account:${operator.id}`;
  await appendEvents(app.db, [event(own), event('secret:1', 'd/t1'), event('city:testcity')]);
  await soon(() => {
    for (const stream of [here, pipes, ...others]) expect(stream?.subjects()).toContain('city:testcity');
  });
  expect(new Set(here?.subjects())).toEqual(new Set([matter, own, 'city:testcity']));
  expect(new Set(pipes?.subjects())).toEqual(new Set([matter, 'city:testcity']));
  for (const stream of others) expect(new Set(stream.subjects())).toEqual(new Set(['city:testcity']));
});

test('who is enrolled in a grid is told to staff as the grid, to the person as the account', async () => {
  const neighbour = await giveAccount(app, { kind: 'resident', email: `${randomUUID()}@heliu.test` });
  const other = await giveAccount(app, { kind: 'resident', email: `${randomUUID()}@heliu.test` });
  const [own, others, staff] = await Promise.all([neighbour, other, administrator].map((who) => open(who)));
  const { enrolmentId } = await app.call(
    enrol,
    { body: { commandId: randomUUID(), place: { gridCode: 'g1' } } },
    neighbour.token,
  );
  await soon(() => expect(staff?.subjects()).toEqual(['grid:g1']));
  await soon(() => expect(own?.subjects()).toEqual([`account:${neighbour.id}`]));
  await app.call(
    leaveGrid,
    { params: { id: enrolmentId }, body: { commandId: randomUUID() } },
    neighbour.token,
  );
  await soon(() => expect(staff?.subjects()).toEqual(['grid:g1', 'grid:g1']));
  await appendEvents(app.db, [event('city:testcity')]);
  await soon(() => expect(others?.subjects()).toEqual(['city:testcity']));
});

test('support visits are told to those who have to do with them, and not which; rounds and registers by their place', async () => {
  const at = (role: 'supervisor' | 'leader' | 'officer' | 'operator', place: string) =>
    giveAccount(app, { grants: [{ role, place }] });
  const [keeper, above, walker, far, desk] = await Promise.all([
    at('supervisor', 'd/t1').then((who) => open(who)),
    at('leader', 'd').then((who) => open(who)),
    at('officer', 'd/t1/c1').then((who) => open(who)),
    at('supervisor', 'd/t2').then((who) => open(who)),
    at('operator', 'd/t1').then((who) => open(who)),
  ]);
  const others = ['visit', 'premises', 'organisation'].map((name) => `${name}:${randomUUID()}`);
  await appendEvents(app.db, [
    event(`support:${randomUUID()}`, 'd/t1/c1/g1'),
    ...others.map((subject) => event(subject, 'd/t1/c1/g1')),
    event('city:testcity'),
  ]);
  for (const stream of [keeper, above, walker, far, desk]) {
    await soon(() => expect(stream?.subjects()).toContain('city:testcity'));
  }
  const heard = (stream: typeof keeper) => new Set(stream?.subjects());
  for (const stream of [keeper, above, walker]) {
    expect(heard(stream)).toEqual(new Set(['support:visits', ...others, 'city:testcity']));
  }
  expect(heard(desk)).toEqual(new Set([...others, 'city:testcity']));
  expect(heard(far)).toEqual(new Set(['city:testcity']));
});

test('a resident hears of their own report and of no other', async () => {
  const resident = await giveAccount(app, { kind: 'resident', email: `${randomUUID()}@heliu.test` });
  const stream = await open(resident);
  const other = await register();
  const { matterId } = await app.call(reportMatter, { body: { ...leak(), channel: 'app' } }, resident.token);
  await soon(() => expect(stream.subjects()).toContain(`matter:${matterId}`));
  expect(stream.subjects()).not.toContain(other);
});

test('who comes back hears of everything since, each once, late commits included', async () => {
  const first = await open(operator);
  await soon(() => expect(first.heard.map(({ message }) => message.kind)).toEqual(['ready']));
  await appendEvents(app.db, [event(some.before, 'd/t1')]);
  await soon(() => expect(first.subjects()).toEqual([some.before]));
  first.close();

  const late = new pg.Client({ connectionString: app.database.url });
  await late.connect();
  await late.query('BEGIN');
  await late.query(
    `WITH added AS (INSERT INTO log.events (at, kind, subject, place_path)
      VALUES (now(), 'test.happened', $1, 'd/t1') RETURNING id, at)
    INSERT INTO log.pending_events (event_id, event_at) SELECT id, at FROM added`,
    [some.late],
  );
  await appendEvents(app.db, [event(some.early, 'd/t1')]);
  const second = await open(operator, first.place());
  await soon(() => expect(second.subjects()).toEqual([some.early]));
  await late.query('COMMIT');
  await late.end();
  await appendEvents(app.db, [event(some.after, 'd/t1')]);
  await soon(() => expect(second.subjects()).toContain(some.after));
  expect(second.subjects().toSorted()).toEqual([some.after, some.early, some.late].toSorted());

  const third = await open(operator, first.place());
  await soon(() => expect(third.subjects()).toHaveLength(3));
  expect(third.subjects().toSorted()).toEqual(second.subjects().toSorted());
});

test('a log that was restored and went on differently is read anew from the screen', async () => {
  const stream = await open(operator);
  await appendEvents(app.db, [event(some.x, 'd/t1')]);
  await soon(() => expect(stream.subjects()).toEqual([some.x]));
  const [position = '', at = ''] = stream.place().split('-');
  const restored = [`${position}-${Number(at) + 7}`, `${Number(position) + 1000}-${at}`, 'nonsense'];
  for (const place of restored) {
    const again = await open(operator, place);
    await soon(() => expect(again.heard.map(({ message }) => message.kind)).toEqual(['reset']));
    await appendEvents(app.db, [event(some.y, 'd/t1')]);
    await soon(() => expect(again.subjects()).toEqual([some.y]));
  }
});

test('who was away too long reads everything again', async () => {
  const own = await testApp();
  await giveCity(own);
  const who = await giveAccount(own, { grants: [{ role: 'leader', place: 'd' }] });
  const many = Array.from({ length: 20_100 }, () => event(some.many, 'd/t1'));
  for (let start = 0; start < many.length; start += 5000) {
    await appendEvents(own.db, many.slice(start, start + 5000));
  }
  const there = await own.listen();
  const present = await openLiveStream(there, who.token, '0-0');
  await appendEvents(own.db, [event(some.after, 'd/t1')]);
  await soon(() => expect(present.subjects()).toContain(some.after));
  const away = await openLiveStream(there, who.token, '0-0');
  await soon(() => expect(away.heard[0]?.message.kind).toBe('reset'));
});

test('roles that change and sessions that end are followed at once', async () => {
  const who = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t2' }] });
  const stream = await open(who);
  const { version } = await app.call(getAccount, { params: { id: String(who.id) } }, administrator.token);
  await app.call(
    setRoles,
    {
      params: { id: String(who.id) },
      body: {
        commandId: randomUUID(),
        version,
        unitCode: null,
        roles: [{ role: 'operator', scope: { kind: 'place', code: 't1' } }],
      },
    },
    administrator.token,
  );
  await soon(async () => {
    const matter = await register();
    await soon(() => expect(stream.subjects()).toContain(matter), 2000);
  });
  await app.call(
    endAccountSessions,
    { params: { id: String(who.id) }, body: { commandId: randomUUID() } },
    administrator.token,
  );
  await stream.ended;
  expect(stream.heard.at(-1)?.message.kind).toBe('end');
});

test('more streams than tabs can need are refused', async () => {
  const who = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
  const streams = await Promise.all(Array.from({ length: 20 }, () => open(who)));
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  expect((await open(who)).status).toBe(429);
  streams[0]?.close();
  await soon(async () => expect((await open(who)).status).toBe(200));
});

test('a server that closes ends its streams', async () => {
  const own = await startTestApp();
  await giveCity(own);
  const who = await giveAccount(own, { grants: [{ role: 'leader', place: 'd' }] });
  const stream = await openLiveStream(await own.listen(), who.token);
  await soon(() => expect(stream.heard[0]?.message.kind).toBe('ready'));
  await own.close();
  await stream.ended;
});
