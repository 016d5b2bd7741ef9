import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CityPack } from '@heliu/contract/city/pack';
import { MatterTypeRules } from '@heliu/contract/matter/rules';
import { Limit } from '@heliu/contract/deadline/model';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { findCity, importCity } from '../src/city/index.ts';
import { testPack } from './city.ts';
import { testApp } from './harness.ts';

const file = join(import.meta.dirname, '../../../shared/data/case-standards/standards.csv');
const isThere = existsSync(file);

it.runIf(!isThere && process.env['CI'] === 'true')('needs the filing conditions of a city', () => {
  expect.fail(`${file} is absent`);
});

interface Standard {
  readonly kind: 'component' | 'event';
  readonly code: string;
  readonly major_code: string;
  readonly major: string;
  readonly minor_code: string;
  readonly minor: string;
  readonly filing_condition: string;
  readonly closing_condition: string;
  readonly limit_value: string;
  readonly limit_unit: string;
  readonly handling_unit: string;
}

const same = (word: string) => ({ zh: word, en: word });
const classCodeOf = ({ kind, major_code }: Standard) => `${kind === 'component' ? 'C' : 'E'}${major_code}`;
const limitOf = ({ limit_value, limit_unit }: Standard): Limit =>
  Limit.parse({ value: Number(limit_value), unit: limit_unit });

/** The test city with the classes, types, conditions and handling units of the document. */
function packOf(standards: readonly Standard[]): CityPack {
  const pack = testPack();
  const [department] = pack.units.filter(({ kind }) => kind === 'department');
  const [model] = pack.types;
  if (department === undefined || model === undefined) throw new Error('the test city has both');
  const byType = [...Map.groupBy(standards, ({ code }) => code)];
  const unitNames = [...new Set(standards.map(({ handling_unit }) => handling_unit))];
  const unitCode = (name: string) => `std-${unitNames.indexOf(name) + 1}`;
  const classes = [...Map.groupBy(standards, classCodeOf)].map(([code, [first]]) => ({
    code,
    family: first?.kind ?? 'event',
    number: code.slice(1),
    name: same(first?.major ?? code),
  }));
  const types = byType.map(([code, own]) => {
    const [first] = own;
    if (first === undefined) throw new Error('a group has a row');
    return {
      ...model,
      code,
      family: first.kind,
      classCode: classCodeOf(first),
      number: first.minor_code,
      name: same(first.minor),
      description: same(first.minor),
      conditions: own.map((row, i) => ({
        code: `${code}-${i + 1}`,
        typeCode: code,
        filing: same(row.filing_condition),
        closing: same(row.closing_condition),
        limit: limitOf(row),
      })),
      rules: MatterTypeRules.parse({ typeCode: code, limits: { handling: limitOf(first) } }),
    };
  });
  return CityPack.parse({
    ...pack,
    classes: [...pack.classes, ...classes],
    types: [...pack.types, ...types],
    units: [
      ...pack.units,
      ...unitNames.map((name) => ({ ...department, code: unitCode(name), name: same(name) })),
    ],
    duties: [
      ...pack.duties,
      ...[...Map.groupBy(byType, ([, own]) => own[0]?.handling_unit ?? '')].map(([name, own]) => ({
        unit: unitCode(name),
        leads: own.map(([code]) => code),
        assists: [],
        basis: same('standards'),
      })),
    ],
  });
}

it.runIf(isThere)('all 519 filing conditions import as types with their limits and units', async () => {
  const standards: Standard[] = parse(readFileSync(file), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  expect(standards).toHaveLength(519);
  const app = await testApp();
  await importCity(app.db, packOf(standards), { accountId: null, at: app.clock.now() });
  const city = await findCity(app.db);
  if (city === undefined) throw new Error('the city is in force');
  const imported = city.pack.types.filter(({ code }) => standards.some((row) => row.code === code));
  const conditions = imported.flatMap((type) => type.conditions);
  expect(conditions).toHaveLength(519);

  // Every row, word by word, with the limit that a matter filed under it gets and the unit that leads.
  const line = (code: string, filing: string, closing: string, { value, unit }: Limit, lead: string) =>
    [code, filing, closing, value, unit, lead].join(' | ');
  const leadOf = (code: string) => city.index.units.get(city.index.dutyLeads.get(code) ?? '')?.name.zh ?? '';
  const firstUnit = new Map(standards.toReversed().map((row) => [row.code, row.handling_unit]));
  expect(
    conditions
      .map(({ code, typeCode, filing, closing }) => {
        const limit = city.typeRules(typeCode, code).limits.handling;
        return limit ? line(typeCode, filing.zh, closing.zh, limit, leadOf(typeCode)) : code;
      })
      .toSorted(),
  ).toEqual(
    standards
      .map((row) =>
        line(
          row.code,
          row.filing_condition,
          row.closing_condition,
          limitOf(row),
          firstUnit.get(row.code) ?? '',
        ),
      )
      .toSorted(),
  );

  const counts = new Map<string, number>();
  for (const { limit } of conditions) {
    const key = `${limit.value} ${limit.unit}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toMatchObject({
    '1 work_day': 143,
    '5 work_day': 86,
    '3 work_day': 84,
    '2 work_day': 82,
    '4 work_hour': 39,
    '2 urgent_hour': 32,
    '2 work_hour': 22,
    '7 work_day': 9,
    '15 work_day': 5,
  });
});
