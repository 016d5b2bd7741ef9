import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getCalendarAlarm, listLegalYears } from '@heliu/contract/city-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveCity } from '../../../test/city.ts';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { giveMatter } from '../../../test/matters.ts';
import { heliu } from '../test-cli.ts';

const lakeside = fileURLToPath(new URL('../../../../cities/lakeside', import.meta.url));
let app: TestApp;
let folder: string;
let administrator: TestAccount;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heliu-calendar-'));
  app = await startTestApp();
  await giveCity(app);
  await signIn();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(): Promise<void> {
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd' }] });
}

const written = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

const calendar = async (...args: string[]) => {
  const spoken = await heliu(['--lang', 'en', 'city', 'calendar', ...args], {
    DATABASE_URL: app.database.url,
    HELIU_SECRET: 'a secret of the tests, long enough',
  });
  const said: unknown = args.includes('--json') && spoken.out !== '' ? JSON.parse(spoken.out) : null;
  return { ...spoken, said };
};

const alarm = () => app.call(getCalendarAlarm, {}, administrator.token);

const asPack = `legalYears: [2027]
holidays:
  - { date: 2027-01-01, name: { zh: 元旦, en: New Year } }
  - { date: 2027-01-04 }
makeUpDays:
  - { date: 2027-01-09 }
`;

test('who administers the city is told when its calendar ends, and of due times past it; nobody else', async () => {
  expect(await alarm()).toEqual({ alarm: 'soon', legalUntil: '2026-12-31', provisionalMatters: 0 });
  app.clock.set(Date.parse('2026-10-30T02:00:00Z'));
  await signIn();
  expect(await alarm()).toMatchObject({ alarm: null });
  app.clock.set(Date.parse('2026-12-30T02:00:00Z'));
  await signIn();
  const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  await giveMatter(app, operator);
  expect(await alarm()).toEqual({ alarm: 'provisional', legalUntil: '2026-12-31', provisionalMatters: 1 });
  const townsOwn = await giveAccount(app, { grants: [{ role: 'administrator', place: 'd/t1' }] });
  expect(await app.refuse(getCalendarAlarm, {}, townsOwn.token)).toMatchObject({ code: 'auth.forbidden' });
});

test('the list names years, the first provisional day and what stands on it', async () => {
  const { code, said } = await calendar('list', '--json');
  expect(code).toBe(0);
  expect(said).toMatchObject({
    years: expect.arrayContaining([expect.objectContaining({ year: 2026, source: 'pack' })]),
    provisionalFrom: '2027-01-01',
    provisionalMatters: 1,
  });
  expect((said as { provisionalDueTimes: number }).provisionalDueTimes).toBeGreaterThanOrEqual(1);
  const text = await calendar('list');
  expect(text.out).toMatch(/^2026\tfrom the pack\t/m);
  expect(text.out).toContain('provisional from 2027-01-01 on');
});

test.each([
  ['gone.yaml', undefined, 2, /gone\.yaml cannot be read/],
  ['no.yaml', 'holidays: [', 1, /no\.yaml:1: a brace or bracket/],
  ['slip.yaml', asPack.replace('makeUpDays', 'makeupDays'), 1, /slip\.yaml:5: .*makeupDays.*; .*; .*\./],
  ['word.yaml', `${asPack}spans: []\n`, 1, /word\.yaml:7: .*unknown field spans/],
  [
    'day.yaml',
    asPack.replace('01-04', '02-30'),
    1,
    /day\.yaml:4: holidays\.1\.date has the value "2027-02-30"/,
  ],
  ['year.yaml', asPack.replace('2027-01-04', '2026-01-04'), 1, /year\.yaml:4: .*2026-01-04 is not in 2027/],
  ['twice.yaml', asPack.replace('01-04', '01-01'), 1, /twice\.yaml:4: .*is listed twice/],
  ['two.yaml', asPack.replace('[2027]', '[2027, 2028]'), 1, /two\.yaml:1: legalYears/],
  [
    'monday.yaml',
    asPack.replace('01-09', '01-11'),
    1,
    /monday\.yaml:6: the make-up day 2027-01-11 is a work/,
  ],
] as const)('%s is refused at its line, and nothing changes', async (name, text, code, says) => {
  const path = text === undefined ? join(folder, name) : await written(name, text);
  const spoken = await calendar('import', path);
  expect(spoken.code).toBe(code);
  expect(spoken.err).toMatch(says);
  const json = await calendar('import', path, '--json');
  expect(json.code).toBe(code);
  if (text !== undefined) {
    const line = Number(/:(\d+):/.exec(says.source.replaceAll('\\', ''))?.[1] ?? 0);
    expect(json.said).toMatchObject({
      imported: false,
      faults: expect.arrayContaining([expect.objectContaining({ file: path, line })]),
    });
    expect(json.err).toBe('');
  }
  expect((await app.call(listLegalYears, {}, administrator.token)).legalUntil).toBe('2026-12-31');
});

test('a year reaches the running server, moves its provisional due times, and changes nothing again', async () => {
  const path = await written('2027.yaml', asPack);
  const first = await calendar('import', path, '--json');
  expect(first).toMatchObject({ code: 0, said: { imported: true, year: 2027, changed: true } });
  await expect
    .poll(() => app.call(listLegalYears, {}, administrator.token), { interval: 200 })
    .toMatchObject({ legalUntil: '2027-12-31', provisionalMatters: 0 });
  expect(await alarm()).toEqual({ alarm: null, legalUntil: '2027-12-31', provisionalMatters: 0 });

  const days = {
    holidays: [{ date: '2027-01-01', name: { zh: '元旦', en: 'New Year' } }, { date: '2027-01-04' }],
  };
  const asJson = { year: 2027, ...days, makeUpDays: [{ date: '2027-01-09' }] };
  const again = await calendar('import', await written('2027.json', JSON.stringify(asJson)), '--json');
  const { versionId } = first.said as { versionId: number };
  expect(again).toMatchObject({ code: 0, said: { changed: false, versionId } });
  expect((await calendar('list')).out).toMatch(/^2027\tentered since\t2 holidays\t1 make-up days$/m);
});

test('past the calendar `heliu due` names the way out, and the file is one', async () => {
  const args = [
    '--lang',
    'en',
    'due',
    '--from',
    '2027-01-04T08:00+02:00',
    '--limit',
    '1 work_day',
    '--city',
    lakeside,
  ];
  const refused = await heliu(args);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/no year 2027.*--legal-year.*heliu city calendar import/s);
  const path = await written('due.yaml', asPack);
  const told = await heliu([...args, '--legal-year', path]);
  expect(told.code).toBe(0);
  expect(told.out.trim().split('\n').at(-1)).toBe('2027-01-05T17:00:00+02:00');
  const bad = await heliu([...args, '--legal-year', await written('bad.yaml', 'year: 2027\n')]);
  expect(bad.code).toBe(1);
  expect(bad.err).toMatch(/bad\.yaml.*holidays is missing/);
});
