import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { getClosing } from '@heliu/contract/statistics';
import type { CityPack } from '@heliu/contract/city/pack';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { importRequests, readMapping } from '../src/intake/index.ts';
import { giveCity, testPack } from './city.ts';
import { giveAccount } from './factories.ts';
import { testApp } from './harness.ts';

const file = join(import.meta.dirname, '../../../shared/data/letters-rivers/letters.csv');
const isThere = existsSync(file);

it.runIf(!isThere && process.env['CI'] === 'true')('needs the letters about rivers', () => {
  expect.fail(`${file} is absent`);
});

interface Letter {
  readonly id: string;
  readonly district: string;
  readonly nature: string;
  readonly channel: string;
  readonly transfers: string;
  readonly reply_days: string;
}

const natures = { 投诉: 'complaint', 咨询: 'inquiry', 建议: 'suggestion', 举报: 'report', 求助: 'help' };
const codesBy = (names: readonly string[], prefix: string) =>
  Object.fromEntries([...new Set(names)].toSorted().map((name, i) => [name, `${prefix}${i + 1}`]));

/** The test city with the districts and channels of the letters. */
function packOf(letters: readonly Letter[]): CityPack {
  const pack = testPack();
  const same = (word: string) => ({ zh: word, en: word });
  const [district] = pack.divisions;
  if (district === undefined) throw new Error('the test city has a district');
  const districts = Object.entries(
    codesBy(
      letters.map((letter) => letter.district),
      'q',
    ),
  );
  const channels = Object.entries(
    codesBy(
      letters.map((letter) => letter.channel),
      'ch',
    ),
  );
  return {
    ...pack,
    calendar: { ...pack.calendar, legalYears: [2016, 2017, 2018, 2019, 2020] },
    divisions: [
      ...pack.divisions,
      ...districts.map(([name, code]) => ({
        ...district,
        code,
        name: same(name),
        level: 'township' as const,
        parentCode: 'd',
        path: `d/${code}`,
      })),
    ],
    channels: [
      ...pack.channels,
      ...channels.map(([name, code]) => ({ code, name: same(name), by: 'operator' as const })),
    ],
  };
}

const mappingOf = (letters: readonly Letter[]): string =>
  stringify({
    source: 'letters-rivers',
    id: 'id',
    opened: { column: 'date', format: 'yyyy-MM-dd', timeOfDay: '09:00' },
    closed: { daysAfterOpening: 'reply_days', timeOfDay: '17:00' },
    type: { default: 'AUTO-01' },
    kind: { columns: ['nature'], codes: natures },
    channel: {
      columns: ['channel'],
      codes: codesBy(
        letters.map((letter) => letter.channel),
        'ch',
      ),
    },
    place: {
      columns: ['district'],
      codes: codesBy(
        letters.map((letter) => letter.district),
        'q',
      ),
    },
    title: '{title}',
    description: '{body}',
    address: '{district}{river}',
    reply: 'reply',
    transfers: { column: 'transfers', through: ['roads', 'water'] },
  });

it.runIf(isThere)(
  '1,048 letters: replayed, with times of day and units of transfers marked as inferred',
  async () => {
    const app = await testApp();
    const letters: Letter[] = parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true });
    await giveCity(app, packOf(letters));
    const report = await importRequests({
      pool: app.pool,
      city: app.city.current(),
      file,
      mapping: readMapping(mappingOf(letters)),
      now: app.clock.now(),
      onProgress: () => {},
    });
    expect(report).toMatchObject({ rows: 1048, imported: 1048, rejected: [] });
    const marked = (code: string) =>
      report.flagged.filter(({ flags }) => flags.some((flag) => flag.code === code)).length;
    const passedOn = letters.filter(({ transfers }) => transfers !== '0');
    expect(marked('time.inferred')).toBe(1048);
    expect(marked('units.inferred')).toBe(passedOn.length);
    expect(marked('target.missing')).toBe(1048);
    const { rows } = await app.pool.query<{ source_id: string; days: number; transfers: number }>(`
    SELECT r.source_id, coalesce((m.state->'counters'->>'transfers')::int, 0) AS transfers,
      (m.closed_at AT TIME ZONE 'Asia/Shanghai')::date - (m.registered_at AT TIME ZONE 'Asia/Shanghai')::date AS days
    FROM intake.rows r JOIN matter.matters m ON m.id = r.matter_id`);
    const found = new Map(rows.map((row) => [row.source_id, `${row.days} days, ${row.transfers} transfers`]));
    expect(found).toEqual(
      new Map(letters.map((one) => [one.id, `${one.reply_days} days, ${one.transfers} transfers`])),
    );
    const leader = await giveAccount(app, { grants: [{ role: 'leader', place: 'd' }] });
    const { groups } = await app.call(getClosing, { query: { by: 'place', to: '2020-12-31' } }, leader.token);
    const byDistrict = Map.groupBy(letters, ({ district }) => district);
    expect(new Map(groups.map(({ name, figures }) => [name.zh, figures.closed]))).toEqual(
      new Map([...byDistrict].map(([district, own]) => [district, own.length])),
    );
  },
);
