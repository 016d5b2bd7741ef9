import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClosingGroup, getClosing, listCounted } from '@heliu/contract/statistics';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCityPack } from '../src/city/pack-reader.ts';
import { importRequests, type ImportReport, readMapping } from '../src/intake/index.ts';
import { readRequests311, type Request311, typeCodes311, writeCity311 } from './city-311.ts';
import { giveCity } from './city.ts';
import { giveAccount } from './factories.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { flagColumn311, mapping311 } from './requests-311.ts';

const file = join(import.meta.dirname, '../../../shared/data/requests-311/requests.csv');
const lakeside = join(import.meta.dirname, '../../cities/lakeside');
const isThere = existsSync(file);
const asOf = '2016-01-12T16:00:00-05:00';

it.runIf(!isThere && process.env['CI'] === 'true')('needs the requests of 2015', () => {
  expect.fail(`${file} is absent`);
});

interface Flagged311 extends Request311 {
  readonly case_id: string;
  readonly closed_at: string;
  readonly on_time: string;
}

/** `ONTIME` or `OVERDUE` as the file says; where it says nothing, as its own times do. */
function verdictOf({ on_time, target_at, closed_at }: Flagged311): string {
  if (on_time !== '') return on_time;
  const end = closed_at === '' ? '2016-01-12 16:00:00' : closed_at;
  return target_at === '' || end <= target_at ? 'ONTIME' : 'OVERDUE';
}

/** Per type: closed on time, closed, open and overdue, by the flags of the file. */
function byFlags(requests: readonly Flagged311[]): Map<string, string> {
  const codes = typeCodes311(requests);
  const groups = Map.groupBy(requests, ({ type }) => codes.get(type) ?? '');
  return new Map(
    [...groups].map(([code, own]) => {
      const closed = own.filter(({ closed_at }) => closed_at !== '');
      const onTime = closed.filter((row) => verdictOf(row) === 'ONTIME').length;
      const overdue = own.filter((row) => row.closed_at === '' && verdictOf(row) === 'OVERDUE').length;
      return [code, `${onTime} / (${closed.length} + ${overdue})`];
    }),
  );
}

const told = ({ figures: { closed, closedOnTime, openOverdue } }: ClosingGroup) =>
  `${closedOnTime} / (${closed} + ${openOverdue})`;

describe.runIf(isThere)('the requests of 2015, replayed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heliu-311-'));
  const requests = (isThere ? readRequests311(file) : []) as Flagged311[];
  const lineOf = new Map(requests.map(({ case_id }, i) => [case_id, i + 2]));
  let app: TestApp;
  let token: string;
  let report: ImportReport;
  const run = (given: string) =>
    importRequests({
      pool: app.pool,
      city: app.city.current(),
      file: given,
      mapping: readMapping(mapping311(requests)),
      now: app.clock.now(),
      onProgress: () => {},
    });

  beforeAll(async () => {
    app = await startTestApp();
    writeCity311(requests, folder, lakeside);
    const { pack } = readCityPack(folder);
    if (pack === null) throw new Error('the pack made of the requests is sound');
    await giveCity(app, pack);
    ({ token } = await giveAccount(app, { grants: [{ role: 'leader', place: 'city' }] }));
    report = await run(file);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps every row, and lists by line and reason what is missing or wrong in it', () => {
    expect(report).toMatchObject({ rows: 11_584, imported: 11_584, repeated: 0, rejected: [] });
    const linesOf = (code: string) =>
      report.flagged.flatMap(({ line, flags }) => (flags.some((flag) => flag.code === code) ? [line] : []));
    const expected = (wrong: (row: Flagged311) => boolean) =>
      requests.filter(wrong).map(({ case_id }) => lineOf.get(case_id));
    const early = expected(({ opened_at, closed_at }) => closed_at !== '' && closed_at < opened_at);
    const aimless = expected(({ target_at }) => target_at === '');
    expect(linesOf('closed.beforeOpened')).toEqual(early);
    expect(early).toHaveLength(37);
    expect(linesOf('target.missing')).toEqual(aimless);
    expect(aimless).toHaveLength(1840);
  });

  it('gives per type the on-time share of the file’s own flags, and not that of shuffled ones', async () => {
    const { groups } = await app.call(getClosing, { query: { asOf, by: 'type' } }, token);
    const shares = new Map(groups.map((group) => [group.key, told(group)]));
    expect(shares).toEqual(byFlags(requests));
    expect(shares.size).toBe(26);
    const shuffled = requests.map((row, i) => {
      const on_time = requests[(i * 7919) % requests.length]?.on_time ?? '';
      return { ...row, on_time };
    });
    expect(shares).not.toEqual(byFlags(shuffled));
  });

  it('agrees with every flag, row by row; the 32 without one are known by line', async () => {
    const { rows: known } = await app.pool.query<{ source_id: string; matter_id: string; line: number }>(
      'SELECT source_id, matter_id, line FROM intake.rows',
    );
    const late = new Set<string>();
    for (const figure of ['openOverdue', 'closed'] as const) {
      let cursor: string | undefined;
      do {
        const page = await app.call(
          listCounted,
          { query: { asOf, figure, limit: 200, ...(cursor ? { cursor } : {}) } },
          token,
        );
        page.rows.filter(({ onTime }) => onTime !== true).forEach(({ matterId }) => late.add(matterId));
        cursor = page.next;
      } while (cursor !== undefined);
    }
    const byId = new Map(known.map((row) => [row.source_id, row]));
    const disagreeing = requests.filter(({ case_id, on_time }) => {
      const matterId = byId.get(case_id)?.matter_id ?? '';
      return on_time !== '' && (on_time === 'OVERDUE') !== late.has(matterId);
    });
    expect(disagreeing).toEqual([]);
    const unflagged = requests.filter(({ on_time }) => on_time === '');
    expect(unflagged).toHaveLength(32);
    expect(unflagged.map(({ case_id }) => byId.get(case_id)?.line)).toEqual(
      unflagged.map(({ case_id }) => lineOf.get(case_id)),
    );
  });

  it('does not look at the flags: other ones in the file make no other import', async () => {
    const [head = [], ...rows] = parse(readFileSync(file), { skip_empty_lines: true });
    const column = head.indexOf(flagColumn311);
    const other = join(folder, 'other-flags.csv');
    const quoted = (cells: readonly string[]) =>
      cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    const turned = rows.map((cells) => cells.with(column, cells[column] === 'ONTIME' ? 'OVERDUE' : 'ONTIME'));
    writeFileSync(other, [head, ...turned].map(quoted).join('\n'));
    const again = await run(other);
    expect(again).toMatchObject({ rows: 11_584, imported: 0, repeated: 11_584, rejected: [] });
    expect(again.flagged).toEqual(report.flagged);
    const { rows: count } = await app.pool.query('SELECT count(*)::int AS n FROM matter.matters');
    expect(count).toEqual([{ n: 11_584 }]);
  });
});
