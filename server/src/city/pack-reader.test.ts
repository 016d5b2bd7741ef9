import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plantedInPlaces } from '../../test/planted-in-places.ts';
import { plantedInHotline } from '../../test/planted-in-hotline.ts';
import { plantedInRules } from '../../test/planted-in-rules.ts';
import { faultText, readCityPack } from './pack-reader.ts';

const lakeside = join(import.meta.dirname, '../../../cities/lakeside');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heliu-pack-'));
  cpSync(lakeside, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

function edit(file: string, from: string, to: string): void {
  const text = read(file);
  expect(text.split(from), `${file} holds "${from}" once`).toHaveLength(2);
  write(
    file,
    text.replace(from, () => to),
  );
}

/** Line of the only place that has these words, counted apart from the reader. */
function lineOf(file: string, words: string): number {
  const lines = read(file).split('\n');
  const found = lines.flatMap((line, i) => (line.includes(words) ? [i + 1] : []));
  expect(found, `lines of ${file} with "${words}"`).toHaveLength(1);
  return found[0] ?? 0;
}

const faults = () => readCityPack(folder).faults;
const places = () => faults().map((fault) => `${fault.file}:${fault.line}`);

const planted = [...plantedInPlaces, ...plantedInRules, ...plantedInHotline];

/** A code written twice is at the second of the two lines that have it. */
const secondOf: Readonly<Record<string, string>> = {
  'a type twice': '- code: C0101',
  'a condition twice': '- code: C0102-1',
  'a rule twice': '- code: praise',
};

describe('readCityPack', () => {
  it('reads Lakeside without a fault', () => {
    const { pack, faults: none } = readCityPack(lakeside);
    expect(none).toEqual([]);
    expect(pack?.divisions.map((division) => division.path)).toEqual([
      'LS',
      'LS/north',
      'LS/south',
      'LS/north/harbour',
      'LS/north/hill',
      'LS/south/meadow',
      'LS/south/mill',
    ]);
    expect(pack?.grids.map((grid) => [grid.path, grid.outline])).toEqual([
      ['LS/north/harbour/market', null],
      ['LS/north/harbour/quay', null],
      ['LS/north/hill/slope', null],
    ]);
    const main = pack?.types.find((type) => type.code === 'C0102');
    expect(main?.rules).toMatchObject({
      automatic: { accept: true, file: true, dispatch: true },
      limits: { signing: { value: 30, unit: 'urgent_hour' }, handling: { value: 8, unit: 'work_hour' } },
      defaultFilingCondition: 'C0102-1',
      onSpotAllowed: true,
    });
    expect(pack?.types.find((type) => type.code === 'B0101')?.rules.onSpotAllowed).toBe(false);
  });

  it.each(planted)('names $name at its line', ({ name, file, from, to, at, in: other, says }) => {
    edit(file, from, to);
    const where = other ?? file;
    const twice = secondOf[name];
    const line =
      twice === undefined
        ? lineOf(where, at)
        : read(where)
            .split('\n')
            .findLastIndex((text) => text.trimEnd().endsWith(twice)) + 1;
    const found = faults();
    const here = found.filter((fault) => fault.file === where && fault.line === line);
    expect(places(), `a fault at ${where}:${line}`).toContain(`${where}:${line}`);
    expect(here.map((fault) => faultText(fault, 'en')).join('\n')).toMatch(says);
    for (const fault of found) {
      for (const part of [fault.what, fault.why, fault.fix]) {
        expect(part.zh).toMatch(/[\u4e00-\u9fff]/);
        expect(part.en).not.toMatch(/[\u4e00-\u9fff]{4}/);
      }
    }
  });

  it('counts lines over quoted line breaks and blank lines', () => {
    edit('units.csv', 'water,水务处,Water Office', '\n"water","水务\n处",Water Office');
    edit(
      'units.csv',
      'lamps,路灯公司,Street Lamp Company,enterprise',
      'lamps,路灯公司,Street Lamp Company,shop',
    );
    expect(places()).toEqual([`units.csv:${lineOf('units.csv', ',shop,')}`]);
  });

  it('names missing files, a missing folder, and all faults of one run together', () => {
    rmSync(join(folder, 'words.yaml'));
    edit('duty.yaml', 'leads: [C01]', 'leads: [C09]');
    expect(places()).toEqual([`duty.yaml:${lineOf('duty.yaml', 'C09')}`, 'words.yaml:0']);
    expect(readCityPack(join(folder, 'none'))).toMatchObject({ pack: null, faults: [{ line: 0 }] });
  });

  it('names the faults of every file beside one that cannot be read, and none that only follow from it', () => {
    edit('routing.yaml', '- code: praise', '- kode: praise');
    edit('duty.yaml', 'leads: [C01]', 'leads: [C09]');
    const there = places();
    expect(there).toContain(`duty.yaml:${lineOf('duty.yaml', 'C09')}`);
    expect(there.filter((place) => place.startsWith('routing.yaml'))).not.toEqual([]);
    const [life, types] = [read('life-cycle.yaml'), read('matter-types.yaml')];
    write('life-cycle.yaml', `${life}\n???: [`);
    const beside = (file: string) => places().filter((place) => !place.startsWith(file));
    expect(beside('life-cycle.yaml')).toEqual(there);
    write('life-cycle.yaml', life);
    write('matter-types.yaml', `${types}\n???: [`);
    // What duties name may be there.
    expect(beside('matter-types.yaml')).toEqual(there.filter((place) => !place.startsWith('duty.yaml')));
  });

  it.each([
    ['a colon in a value', 'name: { zh: 甲: 乙, en: x }', 0, /another colon/],
    ['a plain colon in a value', 'name: foo: bar', 0, /another `key: value`/],
    ['an open quote', 'name: "x', 0, /quotation mark opened on this line/],
    ['an open brace', 'name: { zh: 甲, en: x', 0, /brace or bracket opened on this line/],
    ['no colon', 'name foo', 0, /no `key: value`/],
    ['a full-width colon', 'name：foo', 0, /full-width/],
    ['a tab', 'name:\n\tzh: 甲', 1, /indented with a tab/],
    ['a line too far in', 'name:\n  zh: a\n   en: b', 1, /next line is indented too far/],
    ['a line too far out', 'name:\n   - 1\n  b: 1', 2, /indented otherwise/],
    ['a reserved sign', 'name: @x', 0, /reserved sign/],
    ['an alias of nothing', 'name: *x', 0, /\*x has no &x before it/],
    ['a quote too many', "name: 'it's'", 0, /after a value has ended/],
    ['two documents', 'name: a\n---', 1, /second document/],
    ['a key twice', 'name: a\nname: b', 1, /name stands twice/],
  ])('tells %s as one fault at its line, in both languages', (_what, lines, below, says) => {
    const line = lineOf('words.yaml', 'words:') + below;
    edit('words.yaml', 'words:', `${lines}\nwords:`);
    const found = faults().filter(({ file }) => file === 'words.yaml');
    expect(found.map((fault) => fault.line)).toEqual([line]);
    expect(found.map((fault) => faultText(fault, 'en')).join()).toMatch(says);
    for (const { what, why, fix } of found) {
      for (const { zh, en } of [what, why, fix]) {
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
        expect(en).not.toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });

  it('prints a fault as file:line: what, why, fix in either language', () => {
    edit('grids.csv', 'Slope,hill', 'Slope,valley');
    const [fault] = faults();
    expect(fault && faultText(fault, 'en')).toBe(
      'grids.csv:4: community names division valley, which does not exist; ' +
        'a reference must lead to something in this pack; correct the code, or add it to divisions.csv.',
    );
    expect(fault && faultText(fault, 'zh')).toBe(
      'grids.csv:4：community 所指的区划 valley 不存在；引用必须指向本城市包中的内容；改正编码，或在 divisions.csv 中补上它。',
    );
  });
});
