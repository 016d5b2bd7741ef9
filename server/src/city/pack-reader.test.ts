import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

interface Planted {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Words only the faulty line has after the edit. */
  readonly at: string;
  /** File of the fault where it is another than the one edited. */
  readonly in?: string;
  readonly says: RegExp;
}

const planted: Planted[] = [
  // YAML and schema
  {
    name: 'broken YAML',
    file: 'pack.yaml',
    from: 'hotline: "12345"',
    to: 'hotline: "12345" "6"',
    at: '"6"',
    says: /not YAML/,
  },
  {
    name: 'an unknown field',
    file: 'pack.yaml',
    from: 'hotline: "12345"',
    to: 'hotline: "12345"\nhotlin: "1"',
    at: 'hotlin:',
    says: /unknown field hotlin/,
  },
  {
    name: 'a missing field',
    file: 'matter-types.yaml',
    from: '    description: { zh: 道路或台阶结冰, en: Ice on a road or on steps }\n',
    to: '',
    at: '- code: G0102',
    says: /types\.1\.description is missing/,
  },
  {
    name: 'a missing language',
    file: 'routing.yaml',
    from: 'name: { zh: 夜间爆管, en: Burst main at night }',
    to: 'name: { zh: 夜间爆管 }',
    at: '夜间爆管',
    says: /rules\.1\.name\.en is missing/,
  },
  {
    name: 'a bad limit',
    file: 'filing-conditions.yaml',
    from: 'limit: 8 work_hour',
    to: 'limit: 8 hours',
    at: '8 hours',
    says: /limit has the value "8 hours".*correct it: a limit as 3 work_day/,
  },
  {
    name: 'a limit of nothing',
    file: 'filing-conditions.yaml',
    from: 'limit: 8 work_hour',
    to: 'limit: 0 work_hour',
    at: '0 work_hour',
    says: /conditions\.6\.limit/,
  },
  {
    name: 'a bad time zone',
    file: 'pack.yaml',
    from: 'Europe/Helsinki',
    to: 'Europe/Lakeside',
    at: 'timeZone:',
    says: /an IANA time zone/,
  },
  {
    name: 'a time that is none',
    file: 'routing.yaml',
    from: 'from: "16:00"',
    to: 'from: "26:00"',
    at: '26:00',
    says: /24-hour/,
  },
  {
    name: 'a target of no known form',
    file: 'routing.yaml',
    from: 'lead: { centre: community }',
    to: 'lead: { centre: village }',
    at: 'centre: village',
    says: /rules\.2\.lead/,
  },
  {
    name: 'spans out of order',
    file: 'calendar.yaml',
    from: '  - ["13:00", "17:00"]',
    to: '  - ["11:00", "17:00"]',
    at: '"11:00"',
    says: /spans\.1/,
  },
  {
    name: 'a holiday that is also worked',
    file: 'calendar.yaml',
    from: 'makeUpDays: []',
    to: 'makeUpDays:\n  - { date: 2026-06-19 }',
    at: '{ date: 2026-06-19 }',
    says: /makeUpDays\.0\.date/,
  },
  {
    name: 'a reason list left out',
    file: 'reasons.yaml',
    from: '  void:\n    - { code: test, text: { zh: 测试或误录, en: "A test, or entered by mistake" } }\n',
    to: '',
    at: 'reasons:',
    says: /reasons\.void is missing/,
  },
  {
    name: 'a local word left out',
    file: 'words.yaml',
    from: '  grid: { zh: 网格, en: grid }\n',
    to: '',
    at: 'words:',
    says: /words\.grid is missing/,
  },
  // CSV
  {
    name: 'a row with a cell too many',
    file: 'units.csv',
    from: 'lamps,路灯公司,',
    to: 'lamps,,路灯公司,',
    at: 'lamps,,',
    says: /not CSV/,
  },
  {
    name: 'a column that is not there',
    file: 'units.csv',
    from: 'lng,lat,phone',
    to: 'lng,lat,telephone',
    at: 'telephone',
    says: /columns are missing: phone/,
  },
  {
    name: 'a level that is none',
    file: 'divisions.csv',
    from: '草场村,Meadow,community',
    to: '草场村,Meadow,hamlet',
    at: 'hamlet',
    says: /expected one of: district, township, community/,
  },
  {
    name: 'a latitude beyond the pole',
    file: 'landmarks.csv',
    from: '60.972',
    to: '160.972',
    at: '160.972',
    says: /lat/,
  },
  // divisions and grids
  {
    name: 'a division twice',
    file: 'divisions.csv',
    from: 'meadow,草场村',
    to: 'mill,草场村',
    at: 'mill,草场村',
    says: /division mill is there twice/,
  },
  {
    name: 'a parent that is not there',
    file: 'divisions.csv',
    from: 'Meadow,community,south',
    to: 'Meadow,community,east',
    at: ',east,',
    says: /names division east/,
  },
  {
    name: 'a parent of the wrong level',
    file: 'divisions.csv',
    from: 'Meadow,community,south',
    to: 'Meadow,community,LS',
    at: 'meadow',
    says: /its parent LS a district/,
  },
  {
    name: 'a second district',
    file: 'divisions.csv',
    from: 'north,北岸镇,North Shore,township,LS',
    to: 'north,北岸镇,North Shore,district,',
    at: 'north,北岸镇',
    says: /second district/,
  },
  {
    name: 'a district that is another',
    file: 'pack.yaml',
    from: 'districtCode: LS',
    to: 'districtCode: SL',
    at: 'districtCode',
    says: /names division SL/,
  },
  {
    name: 'a grid of no community',
    file: 'grids.csv',
    from: 'slope,坡地网格,Slope,hill',
    to: 'slope,坡地网格,Slope,valley',
    at: 'valley',
    says: /names division valley/,
  },
  {
    name: 'a grid right below a township',
    file: 'grids.csv',
    from: 'Slope,hill',
    to: 'Slope,north',
    at: 'Slope,north',
    says: /which is a township/,
  },
  {
    name: 'a grid code against the scheme',
    file: 'pack.yaml',
    from: '  grid: null',
    to: '  grid: { district: 2, township: 1, community: 1, serial: 1 }',
    in: 'grids.csv',
    at: 'quay',
    says: /asks for 5 digits/,
  },
  {
    name: 'a landmark in no division',
    file: 'landmarks.csv',
    from: 'bridge,mill,',
    to: 'bridge,mall,',
    at: 'mall',
    says: /names division mall/,
  },
  // units and staff
  {
    name: 'a unit twice',
    file: 'units.csv',
    from: 'lamps,路灯公司',
    to: 'water,路灯公司',
    at: 'water,路灯公司',
    says: /unit water is there twice/,
  },
  {
    name: 'a unit in no division',
    file: 'units.csv',
    from: 'community,harbour,',
    to: 'community,haven,',
    at: 'haven',
    says: /names division haven/,
  },
  {
    name: 'a unit at the wrong level',
    file: 'units.csv',
    from: 'community,harbour,',
    to: 'township,harbour,',
    at: 'township,harbour',
    says: /works at township level/,
  },
  {
    name: 'a second centre of a place',
    file: 'units.csv',
    from: 'roads,道路处,Roads Office,department',
    to: 'roads,道路处,Roads Office,centre',
    at: 'roads,道路处',
    says: /governance centre of LS is there twice/,
  },
  {
    name: 'a line of units that closes',
    file: 'units.csv',
    from: 'district,LS,,25.0',
    to: 'district,LS,centre-north,25.0',
    at: 'centre-lakeside,湖滨区',
    says: /leads back to itself/,
  },
  {
    name: 'an account twice',
    file: 'staff.csv',
    from: 'officer2,',
    to: 'officer1,',
    at: '网格员 2',
    says: /account officer1 is there twice/,
  },
  {
    name: 'an account of no unit',
    file: 'staff.csv',
    from: 'Roads handler 1,roads',
    to: 'Roads handler 1,rails',
    at: 'rails',
    says: /names unit rails/,
  },
  {
    name: 'a role over the wrong scope',
    file: 'staff.csv',
    from: 'handler@unit:water',
    to: 'handler@place:LS',
    at: 'handler@place',
    says: /the grant handler@place:LS does not hold/,
  },
  {
    name: 'a scope that is not there',
    file: 'staff.csv',
    from: 'verifier@place:LS',
    to: 'verifier@place:XX',
    at: 'place:XX',
    says: /names division or grid XX/,
  },
  {
    name: 'a grid outside the officer’s places',
    file: 'staff.csv',
    from: 'officer@place:hill,slope',
    to: 'officer@place:hill,quay',
    at: 'officer2',
    says: /lies outside the places/,
  },
  {
    name: 'a grid that is not there',
    file: 'staff.csv',
    from: 'quay market',
    to: 'quay mart',
    at: 'mart',
    says: /names grid mart/,
  },
  // types and conditions
  {
    name: 'a type twice',
    file: 'matter-types.yaml',
    from: '- code: C0102',
    to: '- code: C0101',
    at: 'nowhere',
    says: /./,
  },
  {
    name: 'a type of no class',
    file: 'matter-types.yaml',
    from: '    class: B01',
    to: '    class: B09',
    at: 'class: B09',
    says: /names class B09/,
  },
  {
    name: 'a version that is not there',
    file: 'matter-types.yaml',
    from: 'exited: "2"',
    to: 'exited: "3"',
    at: 'exited: "3"',
    says: /names catalogue version 3/,
  },
  {
    name: 'a type that leaves before it comes',
    file: 'matter-types.yaml',
    from: 'exited: "2"',
    to: 'exited: "1"',
    at: 'exited:',
    says: /leaves no later than it is admitted/,
  },
  {
    name: 'a type without filing condition',
    file: 'filing-conditions.yaml',
    from: '    type: B0101',
    to: '    type: C0101',
    in: 'matter-types.yaml',
    at: '- code: B0101',
    says: /has no filing condition/,
  },
  {
    name: 'a condition of no type',
    file: 'filing-conditions.yaml',
    from: '  - code: C0102-2\n    type: C0102',
    to: '  - code: C0102-2\n    type: C0199',
    at: 'C0199',
    says: /names type C0199/,
  },
  {
    name: 'a condition twice',
    file: 'filing-conditions.yaml',
    from: '- code: C0102-2',
    to: '- code: C0102-1',
    at: 'nowhere',
    says: /./,
  },
  {
    name: 'an answer nobody can give',
    file: 'filing-conditions.yaml',
    from: 'limit: 4 urgent_hour',
    to: 'limit: 4 urgent_hour\n    answers: { blocked: [maybe] }',
    at: 'maybe',
    says: /names option maybe/,
  },
  {
    name: 'catalogue versions out of order',
    file: 'pack.yaml',
    from: 'from: 2026-01-01',
    to: 'from: 2024-01-01',
    at: '2024-01-01',
    says: /does not begin after the one before/,
  },
  {
    name: 'a process of no type',
    file: 'life-cycle.yaml',
    from: '    C0102: {',
    to: '    C0199: {',
    at: 'C0199',
    says: /names type C0199/,
  },
  // routing and duties
  {
    name: 'a rule on no class',
    file: 'routing.yaml',
    from: 'when: { types: [B0101] }',
    to: 'when: { classes: [B09] }',
    at: 'B09',
    says: /names class B09/,
  },
  {
    name: 'a rule on no place',
    file: 'routing.yaml',
    from: 'when: { types: [B0101] }',
    to: 'when: { types: [B0101], areas: [island] }',
    at: 'island',
    says: /names division or grid island/,
  },
  {
    name: 'a rule on no channel',
    file: 'routing.yaml',
    from: 'when: { kinds: [praise] }',
    to: 'when: { channels: [fax] }',
    at: 'fax',
    says: /names channel fax/,
  },
  {
    name: 'a rule on a question nobody asks',
    file: 'routing.yaml',
    from: 'when: { kinds: [praise] }',
    to: 'when: { answers: { colour: [red] } }',
    at: 'colour',
    says: /names question colour/,
  },
  {
    name: 'a rule to no unit',
    file: 'routing.yaml',
    from: 'assist: [{ unit: roads }]',
    to: 'assist: [{ unit: rails }]',
    at: 'rails',
    says: /assist names unit rails/,
  },
  {
    name: 'a rule twice',
    file: 'routing.yaml',
    from: '- code: disputes',
    to: '- code: praise',
    at: 'nowhere',
    says: /./,
  },
  {
    name: 'a rule called fallback',
    file: 'routing.yaml',
    from: '- code: disputes',
    to: '- code: fallback',
    at: 'code: fallback',
    says: /cannot be called fallback/,
  },
  {
    name: 'a rule behind a wider one',
    file: 'routing.yaml',
    from: 'when: { kinds: [praise] }\n    lead: { unit: centre-lakeside }',
    to: 'when: {}\n    lead: { unit: centre-lakeside }',
    at: '- code: disputes',
    says: /can never fire; rules before it \(praise\)/,
  },
  {
    name: 'a duty of no unit',
    file: 'duty.yaml',
    from: '- { unit: lamps',
    to: '- { unit: candles',
    at: 'candles',
    says: /names unit candles/,
  },
  {
    name: 'two leads for one type',
    file: 'duty.yaml',
    from: 'leads: [C01]',
    to: 'leads: [C01, C0102]',
    at: 'leads: [C01, C0102]',
    says: /the lead for C0102 is there twice/,
  },
  {
    name: 'a last resort that is not there',
    file: 'duty.yaml',
    from: '  unit: centre-lakeside\n',
    to: '  unit: centre-moon\n',
    at: 'centre-moon',
    says: /fallback\.unit names unit centre-moon/,
  },
  {
    name: 'a place without fallback',
    file: 'duty.yaml',
    from: 'levels: [community, township, district]',
    to: 'levels: [community]',
    in: 'divisions.csv',
    at: 'meadow',
    says: /no centre is the fallback for meadow/,
  },
  // texts
  {
    name: 'a field templates do not have',
    file: 'reply-templates.yaml',
    from: 'zh: "事项 {matterCode} 已受理。"',
    to: 'zh: "事项 {code} 已受理。"',
    at: '{code}',
    says: /uses \{code\}/,
  },
  {
    name: 'a field the English lacks',
    file: 'reply-templates.yaml',
    from: 'en: "The matter {matterCode} is accepted."',
    to: 'en: "It is accepted."',
    at: 'It is accepted.',
    says: /lacks \{matterCode\}/,
  },
  {
    name: 'an occasion without template',
    file: 'reply-templates.yaml',
    from: 'occasion: voided',
    to: 'occasion: declined',
    at: 'templates:',
    says: /no reply template is for voided/,
  },
  {
    name: 'a reason twice',
    file: 'reasons.yaml',
    from: 'code: in-court',
    to: 'code: not-public',
    at: '已进入诉讼',
    says: /reason not-public is there twice/,
  },
];

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
