import type { CityPack } from '@heliu/contract/city/pack';
import { describe, expect, test } from 'vitest';
import { readPack } from '../../../test/packs.ts';
import { compareEntries } from '../changes.ts';
import { entriesOf } from '../entries.ts';
import { tellChanges } from './changes.ts';

const lakeside = readPack('lakeside');

function told(edit: Partial<CityPack>, from: CityPack = lakeside) {
  const [before, after] = [entriesOf(from), entriesOf({ ...from, ...edit })];
  return tellChanges(compareEntries(before, after), { before, after });
}

/** Parts of the only entry that changed, in one language. */
function partsOf(edit: Partial<CityPack>, language: 'zh' | 'en' = 'en') {
  const [kind, ...others] = told(edit);
  expect(others).toEqual([]);
  expect(kind?.entries).toHaveLength(1);
  return kind?.entries[0]?.fields.map(({ label, from, to }) =>
    [label, from, to].map((text) => text?.[language] ?? null),
  );
}

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('empty');
  return one;
};
const same = (text: string) => ({ zh: text, en: text });

describe('what an import changes, in words', () => {
  test('nothing where nothing changes', () => {
    expect(told({})).toEqual([]);
  });

  test('a limit of a filing condition, by its own name and in both languages', () => {
    const type = first(lakeside.types);
    const condition = first(type.conditions);
    const types = lakeside.types.with(0, {
      ...type,
      conditions: type.conditions.with(0, { ...condition, limit: { value: 5, unit: 'work_day' } }),
      rules: { ...type.rules, limits: { ...type.rules.limits, handling: { value: 5, unit: 'work_day' } } },
    });
    expect(told({ types })).toMatchObject([
      { kind: 'type', changed: 1, entries: [{ code: type.code, name: type.name, act: 'changed' }] },
    ]);
    const [english] = partsOf({ types }) ?? [];
    expect(english?.[0]).toBe(`filing conditions · ${condition.filing.en} (${condition.code}) · limit`);
    expect(english?.[2]).toBe('5 working days');
    const [chinese] = partsOf({ types }, 'zh') ?? [];
    expect(chinese?.[2]).toBe('5 个工作日');
  });

  test('a step of a ladder by its card and by when it is issued', () => {
    const to = [{ at: 'unit' as const }];
    const late = {
      code: 'late',
      level: 'red' as const,
      when: { wait: { value: 2, unit: 'work_hour' as const } },
      to,
    };
    const ladder = { code: 'all', name: same('全部'), steps: [late] };
    const higher = { ...ladder, steps: [{ ...late, to: [{ at: 'centre' as const }] }] };
    const from = { ...lakeside, supervision: { ladders: [ladder] } };
    const [english, chinese] = (['en', 'zh'] as const).map((language) =>
      told({ supervision: { ladders: [higher] } }, from)[0]?.entries[0]?.fields.map(
        ({ label }) => label?.[language],
      ),
    );
    expect(english?.[0]).toMatch(
      /^ladders · 全部 · steps · red \(after the step before: 2 working hours\) · for/,
    );
    expect(chinese?.[0]).toMatch(/^督办阶梯 · 全部 · 督办步骤 · 红牌（上一步之后：2 个工作时） · 督办对象/);
  });

  test('a name in both languages, and in one alone', () => {
    const unit = first(lakeside.units);
    const both = { ...unit, name: { zh: '新单位', en: 'New Unit' } };
    expect(partsOf({ units: lakeside.units.with(0, both) })).toEqual([['name', unit.name.en, 'New Unit']]);
    const one = { ...unit, name: { ...unit.name, en: 'New Unit' } };
    expect(partsOf({ units: lakeside.units.with(0, one) }, 'zh')).toEqual([
      ['名称 · 英文', unit.name.en, 'New Unit'],
    ]);
  });

  test('whom a rule names, by the unit’s name, and the words it looks for', () => {
    const rule = first(lakeside.routing);
    const unit = lakeside.units.find(({ code }) => code === 'lamps') ?? first(lakeside.units);
    const changed = { ...rule, when: { ...rule.when, text: { any: ['smoke'] } }, lead: { unit: unit.code } };
    const parts = partsOf({ routing: lakeside.routing.with(0, changed) });
    expect(parts).toContainEqual(['leading unit', expect.any(String), unit.name.en]);
    expect(JSON.stringify(parts)).toContain('smoke');
  });

  test('rules that are tried in another order', () => {
    const [one, two] = lakeside.routing;
    if (one === undefined || two === undefined) throw new Error('Lakeside has two rules.');
    const routing = [two, one, ...lakeside.routing.slice(2)];
    expect(told({ routing })).toMatchObject([{ kind: 'order', added: 0, changed: 1, removed: 0 }]);
    expect(partsOf({ routing })).toEqual([
      [null, `${one.name.en}; ${two.name.en}`, `${two.name.en}; ${one.name.en}`],
    ]);
  });

  test('orders that follow from the rest are left out', () => {
    expect(told({ landmarks: lakeside.landmarks.toReversed() })).toEqual([]);
  });

  test('working hours, a holiday that came, and one that was renamed', () => {
    const { calendar } = lakeside;
    const [holiday] = calendar.holidays;
    expect(partsOf({ calendar: { ...calendar, spans: [['09:00', '17:00']] } })).toEqual([
      ['spans', expect.stringMatching(/^\d\d:\d\d–\d\d:\d\d/), '09:00–17:00'],
    ]);
    const day = { date: '2026-12-31', name: { zh: '岁末', en: 'Last day' } };
    expect(partsOf({ calendar: { ...calendar, holidays: [...calendar.holidays, day] } }, 'zh')).toEqual([
      ['放假日', null, '2026-12-31 岁末'],
    ]);
    if (holiday === undefined) return;
    const renamed = calendar.holidays.with(0, { ...holiday, name: same('Feast') });
    expect(partsOf({ calendar: { ...calendar, holidays: renamed } })?.[0]?.at(-1)).toBe('Feast');
  });

  test('counts and shares of the life cycle', () => {
    const lifeCycle = { ...lakeside.lifeCycle, maxExtensions: 4, spotCheckShare: 0.25 };
    expect(partsOf({ lifeCycle })).toEqual([
      ['extensions at most', String(lakeside.lifeCycle.maxExtensions), '4'],
      [
        'share of matters settled on the spot that is checked',
        `${lakeside.lifeCycle.spotCheckShare * 100}%`,
        '25%',
      ],
    ]);
  });

  test('of long lists what came and what went; of many entries a part, with all counted', () => {
    const type = first(lakeside.types);
    const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const of = (en: string[]) => ({ types: [{ ...type, keywords: { ...type.keywords, en } }] });
    const [kind] = told(of([...words.slice(1), 'i']), { ...lakeside, ...of(words) });
    expect(kind?.entries[0]?.fields.map(({ from, to }) => [from?.en ?? null, to?.en ?? null])).toEqual([
      [null, 'i'],
      ['a', null],
    ]);
    const [before, after] = [entriesOf({ ...lakeside, landmarks: [] }), entriesOf(lakeside)];
    const [cut] = tellChanges(compareEntries(before, after), { before, after }, 1);
    expect(cut).toMatchObject({ kind: 'landmark', added: lakeside.landmarks.length });
    expect(cut?.entries).toHaveLength(1);
  });
});
