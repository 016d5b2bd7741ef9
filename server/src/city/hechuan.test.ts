import { join } from 'node:path';
import { typesInForce } from '@heliu/contract/city/catalogue';
import { isInArea } from '@heliu/contract/city/dissolve';
import { CityPack } from '@heliu/contract/city/pack';
import { indexOf } from '@heliu/contract/city/pack-index';
import { isWithin } from '@heliu/contract/city/place';
import { route } from '@heliu/contract/city/route';
import type { RouteFacts } from '@heliu/contract/city/route-facts';
import { dutiesOf } from '@heliu/contract/joint/duty';
import { dayReader } from '@heliu/contract/deadline/day-kind';
import { dayNumber } from '@heliu/contract/deadline/calendar';
import { describe, expect, it } from 'vitest';
import { faultText, readCityPack } from './pack-reader.ts';

const folder = join(import.meta.dirname, '../../../cities/hechuan');

const read = readCityPack(folder);
const pack = read.pack ?? undefined;
if (pack === undefined) throw new Error(read.faults.map((fault) => faultText(fault, 'en')).join('\n'));

const today = '2026-06-01';
const index = indexOf(pack);

describe('the pack of Hechuan', () => {
  it('reads without a fault, as the schema says', () => {
    expect(read.faults).toEqual([]);
    const parsed = CityPack.safeParse(pack);
    expect(parsed.error?.issues.slice(0, 3) ?? []).toEqual([]);
  });

  it('has 30 townships, 419 communities and 3,633 grids, each with a path from the district down', () => {
    const byLevel = Object.groupBy(pack.divisions, (division) => division.level);
    expect(byLevel.township).toHaveLength(30);
    expect(byLevel.community).toHaveLength(419);
    expect(pack.grids).toHaveLength(3633);
    expect(pack.grids[0]?.path).toBe('500117/001/005/001');
    for (const grid of pack.grids) {
      const community = index.divisions.get(grid.communityCode);
      expect(community && isWithin(grid.path, community.path)).toBe(true);
    }
    for (const division of pack.divisions) {
      expect(division.outline, division.code).not.toBeNull();
      expect(division.centre && division.outline && isInArea(division.centre, division.outline)).toBe(true);
    }
  });

  it('has three levels of centres, 44 departments, and one officer for every grid', () => {
    const centres = pack.units.filter((unit) => unit.kind === 'centre');
    expect(centres).toHaveLength(450);
    expect(new Set(centres.map((unit) => unit.divisionCode)).size).toBe(450);
    expect(pack.units.filter((unit) => unit.kind === 'department')).toHaveLength(44);
    const assigned = pack.staff.flatMap((account) => account.gridCodes);
    expect(assigned).toHaveLength(3633);
    expect(new Set(assigned).size).toBe(3633);
    expect(pack.staff.find((account) => account.login === 'officer0001')?.name).toEqual({
      zh: '网格员 0001',
      en: 'Grid officer 0001',
    });
  });

  it('has a duty list for every department, enterprise and town', () => {
    const called = pack.units.filter(({ level, kind }) => level === 'township' || kind !== 'centre');
    expect(called).toHaveLength(30 + 44 + 6);
    const without = called.filter((unit) => dutiesOf(pack.jointDuties, unit).length === 0);
    expect(without.map(({ code }) => code)).toEqual([]);
  });

  it('gives every unit that may lead somebody to do it', () => {
    const staffed = new Set(
      pack.staff.flatMap((account) =>
        account.grants.filter((grant) => grant.role === 'handler').map((grant) => grant.scope.code),
      ),
    );
    expect(pack.units.filter((unit) => !staffed.has(unit.code)).map((unit) => unit.code)).toEqual([]);
  });

  it.each(['2025-03-01', '2026-03-01'])(
    'has 48 grid items in 6 classes and 26 businesses in force on %s',
    (date) => {
      const inForce = typesInForce(pack, date);
      const of = (family: string) => inForce.filter((type) => type.family === family);
      const classes = (family: string) => new Set(of(family).map((type) => type.classCode)).size;
      expect([of('item').length, classes('item')]).toEqual([48, 6]);
      expect(of('business')).toHaveLength(26);
      expect([classes('component'), classes('event')]).toEqual([5, 6]);
      const codes = inForce.map((type) => type.code);
      expect(codes.includes('G0102')).toBe(date.startsWith('2026'));
      expect(codes.includes('G0309')).toBe(date.startsWith('2025'));
    },
  );

  it('has filing and closing conditions with a limit for every type', () => {
    for (const type of pack.types) {
      expect(type.conditions.length).toBeGreaterThan(0);
      expect(type.rules.limits.handling).toEqual(type.conditions[0]?.limit);
    }
  });

  it('answers in both languages wherever it says something', () => {
    const texts: { path: string; zh: string; en: string }[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { zh, en } = value as { zh?: unknown; en?: unknown };
      if (typeof zh === 'string' && typeof en === 'string') texts.push({ path, zh, en });
      for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    };
    const {
      types,
      classes,
      routing,
      duties,
      replyTemplates,
      reasons,
      words,
      requestKinds,
      channels,
      catalogue,
    } = pack;
    walk(
      { types, classes, routing, duties, replyTemplates, reasons, words, requestKinds, channels, catalogue },
      '',
    );
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.filter(({ zh }) => !/[\u4e00-\u9fff]/.test(zh) && !/311/.test(zh))).toEqual([]);
    expect(texts.filter(({ en }) => /[\u4e00-\u9fff]/.test(en) || en.trim() === '')).toEqual([]);
  });

  it('works on the legal calendar of published years, on fixed holidays after them', () => {
    expect(pack.calendar.legalYears).toContain(2026);
    const kindOf = dayReader(pack.calendar);
    expect(kindOf(dayNumber('2026-10-01')).kind).toBe('holiday');
    expect(kindOf(dayNumber('2026-10-10')).kind).toBe('makeUp');
    expect(kindOf(dayNumber('2026-10-11')).kind).toBe('weekend');
    const after = Math.max(...pack.calendar.legalYears) + 1;
    expect(kindOf(dayNumber(`${after}-10-01`)).kind).toBe('holiday');
  });
});

describe('routing in Hechuan', () => {
  const facts: RouteFacts = {
    typeCode: null,
    requestKind: 'help',
    channel: 'app',
    placeCode: '500117001005001',
    at: Date.parse('2026-06-01T10:00+08:00'),
    text: '',
    answers: {},
  };
  const to = (over: Partial<RouteFacts>) => {
    const { leadUnitCode, ruleCode } = route(pack, { ...facts, ...over });
    return [ruleCode, leadUnitCode];
  };

  it('ends every type in every township at a unit of its own duty or place', () => {
    const communities = pack.divisions.filter((division) => division.level === 'community');
    const firsts = [...Map.groupBy(communities, (community) => community.parentCode).values()].flatMap(
      ([first]) => first ?? [],
    );
    for (const type of typesInForce(pack, today)) {
      for (const { code } of firsts) {
        const { leadUnitCode, ruleCode } = route(pack, { ...facts, typeCode: type.code, placeCode: code });
        expect(ruleCode, type.code).not.toBe('fallback');
        const unit = index.units.get(leadUnitCode);
        const centreOf = unit?.kind === 'centre' ? index.divisions.get(unit.divisionCode) : undefined;
        const path = index.divisions.get(code)?.path ?? '';
        expect(centreOf === undefined || isWithin(path, centreOf.path), `${type.code} ${leadUnitCode}`).toBe(
          true,
        );
      }
    }
  });

  it('fires every rule on some facts', () => {
    const cases: Record<string, Partial<RouteFacts>> = {
      praise: { requestKind: 'praise', typeCode: 'B0204' },
      'gas-now': { typeCode: 'G0103', answers: { smell: 'yes' } },
      'gas-words': { text: '楼道里闻到煤气味' },
      'live-wire': { text: '路边电线坠落，怕触电', typeCode: 'E0506' },
      'landslide-threat': { typeCode: 'G0107', answers: { threat: 'yes' } },
      'landslide-flood-season': { typeCode: 'G0107' },
      'manhole-danger': { typeCode: 'G0401', answers: { danger: 'yes' } },
      'wages-of-many': { typeCode: 'B0402', answers: { people: 'many' } },
      'noise-at-night': { typeCode: 'G0208', at: Date.parse('2026-06-01T23:30+08:00') },
      'missing-person': { typeCode: 'G0507' },
      'sensed-incident': { typeCode: 'E0504', channel: 'sensor' },
      'legal-line': { typeCode: 'G0201', channel: 'legal-line' },
      'enterprise-desk': { typeCode: 'B0401', channel: 'enterprise' },
      'school-gate': { typeCode: 'E0401', text: '学校门口摆摊' },
      'food-report': { typeCode: 'G0607', requestKind: 'report', text: '超市卖过期食品' },
      'pollution-report': { typeCode: 'E0104', requestKind: 'report', text: '工厂夜里偷排' },
      suggestion: { typeCode: 'B0203', requestKind: 'suggestion' },
      'inquiry-nearby': { typeCode: 'G0404', requestKind: 'inquiry' },
      'disputes-nearby': { typeCode: 'G0201' },
      'disputes-of-weight': { typeCode: 'G0203' },
      'services-nearby': { typeCode: 'G0503' },
      'street-core': { typeCode: 'G0304' },
      'street-towns': { typeCode: 'G0304', placeCode: '500117100' },
      'country-roads': { typeCode: 'G0403', placeCode: '500117100' },
      'rubbish-core': { typeCode: 'G0301' },
      'rubbish-towns': { typeCode: 'G0301', placeCode: '500117100' },
      'straw-season': { typeCode: 'G0306', at: Date.parse('2026-09-10T10:00+08:00') },
      'ice-season': { typeCode: 'E0505', placeCode: '500117117', at: Date.parse('2026-01-10T10:00+08:00') },
      'found-on-patrol': { typeCode: 'G0601', channel: 'field' },
      'safer-cells': { typeCode: 'B0501' },
      'by-duty': { typeCode: 'C0108' },
    };
    expect(Object.keys(cases)).toEqual(pack.routing.map((rule) => rule.code));
    for (const [code, over] of Object.entries(cases)) expect(to(over)[0]).toBe(code);
  });

  it('sends the same thing to different units by place, time and answer', () => {
    expect(to({ typeCode: 'G0304' })).toEqual(['street-core', 'urban']);
    expect(to({ typeCode: 'G0304', placeCode: '500117126221' })).toEqual([
      'street-towns',
      'centre-500117126',
    ]);
    expect(to({ typeCode: 'E0301' })).toEqual(['by-duty', 'housing']);
    expect(to({ typeCode: 'E0301', at: Date.parse('2026-06-02T02:00+08:00') })).toEqual([
      'noise-at-night',
      'police',
    ]);
    expect(to({ typeCode: null })).toEqual(['fallback', 'centre-500117001005']);
    expect(to({ typeCode: null, placeCode: null })).toEqual(['fallback', 'centre-500117']);
  });
});
