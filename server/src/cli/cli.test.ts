import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { heliu } from './test-cli.ts';

const lakeside = fileURLToPath(new URL('../../../cities/lakeside', import.meta.url));
const hechuan = fileURLToPath(new URL('../../../cities/hechuan', import.meta.url));

test('help names every command, the exit codes, and is there in Chinese', async () => {
  const english = await heliu(['--help']);
  expect(english.code).toBe(0);
  for (const name of ['start', 'init', 'migrate', 'city', 'due', 'locate', 'export', 'restore', 'user']) {
    expect(english.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  }
  expect(english.out).toContain('Exit codes: 0 done; 1 refused or failed; 2 wrong usage');
  const chinese = await heliu(['--help'], { LANG: 'zh_CN.UTF-8' });
  expect(chinese.out).toContain('退出码');
  expect(chinese.out).toContain('用法：');
  expect((await heliu(['--help', '--lang', 'zh'])).out).toBe(chinese.out);
});

// Node itself loads modules by other rules than the test runner.
test('a misspelt command loads them all, and is told, in a program of its own', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const misspelt = promisify(execFile)(process.execPath, [main, 'expotr', '--lang', 'en']);
  await expect(misspelt).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('export') });
});

test('who reads the first line only is told of no fault', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const piped = `"${process.execPath}" "${main}" --help --lang en | head -n 1`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', piped]);
  expect(stdout).toMatch(/^Usage: heliu/);
  expect(stderr).not.toMatch(/EPIPE/);
});

test.each([
  [['start'], 'HELIU_PORT'],
  [['init'], 'DATABASE_OWNER_URL'],
  [['migrate'], 'DATABASE_OWNER_URL'],
  [['city', 'check'], 'file:line'],
  [['city', 'import'], '--dry-run'],
  [['city', 'calendar', 'import'], 'docs/deadlines.md'],
  [['city', 'calendar', 'list'], 'legal years'],
  [['due'], '--legal-year'],
  [['locate'], '--city'],
  [['export'], 'personal data'],
  [['restore'], 'an empty database'],
  [['user', 'list'], '--role'],
  [['user', 'add'], 'shown once'],
  [['user', 'password'], '--reset-totp'],
  [['user', 'disable'], 'sessions end'],
  [['user', 'enable'], 'open a closed account'],
  [['upkeep'], '--dry-run'],
  [['statistics', 'rebuild'], 'figures stay right'],
])('help of %s says what it needs, and that it has --json', async (command, says) => {
  const { code, out } = await heliu([...command, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(says);
  expect(out).toContain('--json');
  expect(out).toContain('Exit codes: 0 done');
});

test.each([
  [['frobnicate'], /没有命令“frobnicate”/],
  [['locate'], /缺少参数 lng,lat/],
  [['locate', '1,2', '3,4'], /参数过多：应为 1 个，给了 2 个/],
  [['due', '--frobnicate'], /没有选项“--frobnicate”/],
  [['import', 'requests', 'x.csv'], /缺少选项 --map <file>/],
  [['import', 'requests', 'x.csv', '--map'], /选项 --map <file> 没有值/],
])('wrong usage %s is told in Chinese, too', async (args, says) => {
  const { code, err } = await heliu([...args, '--lang', 'zh']);
  expect(code).toBe(2);
  expect(err).toMatch(says);
});

test.each([
  [['frobnicate'], /unknown command/],
  [['locate'], /missing required argument/],
  [['due', '--frobnicate'], /unknown option/],
  [['locate', 'here'], /is no position/],
  [['due'], /--from/],
  [['migrate', '--env-file', 'no-such-file.env'], /cannot be read/],
])('wrong usage %s has exit code 2 and says what is wrong', async (args, says) => {
  const { code, err } = await heliu(args);
  expect(code).toBe(2);
  expect(err).toMatch(says);
});

test.each([
  ['start', [], { HELIU_TLS_CERT: '/no/cert.pem', HELIU_TLS_KEY: '/no/key.pem' }, /HELIU_TLS_CERT/],
  ['restore', ['/no/backup.tar.zst'], {}, /cannot be read/],
  ['restore', [lakeside], {}, /cannot be read/],
  ['import', ['requests', lakeside, '--map', lakeside], {}, /cannot be read/],
  ['migrate', [], { DATABASE_URL: 'postgresql://heliu_app@127.0.0.1:1/x' }, /DATABASE_OWNER_URL/],
  ['user', ['list', '--role', 'king'], {}, /king/],
])('%s %j is refused as wrong configuration before anything is opened', async (name, args, env, says) => {
  const { code, err } = await heliu(['--lang', 'en', name, ...args], env);
  expect(err).toMatch(says);
  expect(code).toBe(2);
});

test('a database that cannot be reached is named, with what to check', async () => {
  const { code, err } = await heliu(['--lang', 'en', 'user', 'list'], {
    DATABASE_URL: 'postgresql://heliu_app@127.0.0.1:1/x',
  });
  expect(err).toMatch(/DATABASE_URL cannot be used: .*ECONNREFUSED/);
  expect(code).toBe(1);
});

test('a due time over the National Day holidays, explained', async () => {
  const args = ['due', '--from', '2026-09-30T17:30+08:00', '--limit', '3 work_day', '--city', hechuan];
  const { code, out } = await heliu([...args, '--json']);
  expect(code).toBe(0);
  const report = JSON.parse(out) as { due: string; trace: unknown[] };
  expect(report.due).toBe('2026-10-10T17:30:00+08:00');
  expect(report.trace.length).toBeGreaterThan(3);
  const text = await heliu(args);
  expect(text.out.trim().split('\n').at(-1)).toBe('2026-10-10T17:30:00+08:00');
});

test('pauses repeat, and a year without a legal calendar is refused', async () => {
  const args = [
    'due',
    '--from',
    '2026-11-23T08:00+08:00',
    '--limit',
    '8 work_hour',
    '--city',
    hechuan,
    '--json',
  ];
  const pauses = [
    '2026-11-23T09:00+08:00/2026-11-23T10:00+08:00',
    '2026-11-23T14:00+08:00/2026-11-23T15:00+08:00',
  ];
  const { out } = await heliu([...args, ...pauses.flatMap((pause) => ['--pause', pause])]);
  expect(JSON.parse(out)).toMatchObject({ due: '2026-11-24T10:00:00+08:00' });
  const late = await heliu([
    'due',
    '--from',
    '2027-01-04T08:00+08:00',
    '--limit',
    '1 work_day',
    '--city',
    hechuan,
  ]);
  expect(late.code).toBe(1);
  expect(late.err).toContain('2027');
});

test('a position and what lies above it', async () => {
  const { code, out, err } = await heliu(['locate', '106.27,29.97', '--city', hechuan, '--json']);
  expect(code, out + err).toBe(0);
  const found = JSON.parse(out) as { grid: { code: string }; divisions: { code: string; level: string }[] };
  expect(found.grid.code).toMatch(/^500117\d{9}$/);
  expect(found.divisions.map(({ level }) => level)).toEqual(['district', 'township', 'community']);
  expect(found.divisions.every(({ code: above }) => found.grid.code.startsWith(above))).toBe(true);
  const outside = await heliu(['locate', '10,10', '--city', hechuan]);
  expect(outside.err).toContain('lies in no grid');
  expect(outside.code).toBe(1);
});

test('a pack is checked to the line, for people and as JSON', async () => {
  expect(await heliu(['city', 'check', lakeside])).toMatchObject({ code: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'heliu-pack-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(lakeside, folder, { recursive: true });
  const units = await readFile(join(folder, 'pack.yaml'), 'utf8');
  await writeFile(join(folder, 'pack.yaml'), units.replace(/^timeZone: .*$/m, 'timeZone: Mars/Olympus'));
  const bad = await heliu(['city', 'check', folder]);
  expect(bad.code).toBe(1);
  expect(bad.err).toMatch(/pack\.yaml:\d+: .*timeZone|pack\.yaml:\d+: .*zone/i);
  const json = await heliu(['city', 'check', folder, '--json']);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({ sound: false, faults: [{ file: 'pack.yaml' }] });
  expect(json.err).toBe('');
});
