import { describe, expect, it } from 'vitest';
import { route } from './route.ts';
import type { RouteFacts } from './route-facts.ts';
import { RoutingRule, type Duty, type RuleWhen } from './routing-rule.ts';
import { smallCity } from './small-city.ts';

const facts: RouteFacts = {
  typeCode: 'A',
  requestKind: 'complaint',
  channel: 'app',
  placeCode: 'g1',
  at: Date.parse('2026-03-04T10:00+08:00'),
  text: '',
  answers: {},
};
const rule = (code: string, when: RuleWhen, lead: RoutingRule['lead'], assist: RoutingRule['assist'] = []) =>
  RoutingRule.parse({ code, name: { zh: code, en: code }, when, lead, assist });
const toWater = { unit: 'water' };
const decide = (when: RuleWhen, over: Partial<RouteFacts> = {}) =>
  route(smallCity([rule('r', when, toWater)]), { ...facts, ...over });
const matches = (when: RuleWhen, over: Partial<RouteFacts> = {}) => decide(when, over).ruleCode === 'r';

describe('route', () => {
  it('takes the first rule whose conditions all hold, and tells every rule it tried', () => {
    const pack = smallCity([
      rule('roads-only', { types: ['B'] }, { unit: 'roads' }),
      rule('water-app', { types: ['A'], channels: ['app'] }, toWater, [{ centre: 'township' }]),
      rule('anything', {}, { unit: 'roads' }),
    ]);
    const found = route(pack, facts);
    expect(found.leadUnitCode).toBe('water');
    expect(found.assistUnitCodes).toEqual(['centre-t1']);
    expect(found.steps.map((step) => [step.ruleCode, step.outcome])).toEqual([
      ['roads-only', 'notMatched'],
      ['water-app', 'chosen'],
    ]);
    expect(found.steps[0]?.checks[0]?.text).toEqual({
      zh: '事项“A”不在所列：B',
      en: 'Type “A” is not one of: B',
    });
    expect(found.steps[1]?.targets.map((target) => target.text.zh)).toEqual([
      '主办：water（规则指定）',
      '协办：centre-t1（所在地的镇街中心）',
    ]);
  });

  it('falls back to the nearest centre of the pack’s levels, then to the unit that always answers', () => {
    const pack = smallCity([]);
    expect(route(pack, facts)).toMatchObject({ ruleCode: 'fallback', leadUnitCode: 'centre-c1' });
    expect(route(pack, { ...facts, placeCode: 'c10' }).leadUnitCode).toBe('centre-t1');
    expect(route(pack, { ...facts, placeCode: 'g3' }).leadUnitCode).toBe('last');
    expect(route(pack, { ...facts, placeCode: null }).leadUnitCode).toBe('last');
    expect(route(pack, { ...facts, placeCode: 'nowhere', typeCode: 'unknown' }).leadUnitCode).toBe('last');
  });

  it('goes up to the next centre where the place has none at the level, and says so', () => {
    const pack = smallCity([rule('r', {}, { centre: 'community' })]);
    const found = route(pack, { ...facts, placeCode: 'g3' });
    expect(found.leadUnitCode).toBe('centre-d');
    expect(found.steps[0]?.targets[0]?.text.en).toContain('the level above');
    expect(route(pack, { ...facts, placeCode: null }).leadUnitCode).toBe('centre-d');
  });

  it('uses the duty list, the type before its class, and passes a rule by where the list names nobody', () => {
    const basis = { zh: '职责', en: 'duty' };
    const duties: Duty[] = [
      { unit: 'water', leads: ['K1'], assists: [], basis },
      { unit: 'roads', leads: ['B'], assists: ['A', 'K1'], basis },
    ];
    const pack = smallCity([rule('duty', {}, { duty: 'lead' }, [{ duty: 'assist' }])], duties);
    expect(route(pack, facts)).toMatchObject({ leadUnitCode: 'water', assistUnitCodes: ['roads'] });
    expect(route(pack, { ...facts, typeCode: 'B' })).toMatchObject({
      leadUnitCode: 'roads',
      assistUnitCodes: [],
    });
    const nobody = route(pack, { ...facts, typeCode: 'C' });
    expect(nobody.steps.map((step) => step.outcome)).toEqual(['noUnit', 'chosen']);
    expect(nobody.ruleCode).toBe('fallback');
  });

  it('never names the lead among those who assist, nor anybody twice', () => {
    const pack = smallCity([
      rule('r', {}, toWater, [{ unit: 'water' }, { unit: 'roads' }, { unit: 'roads' }]),
    ]);
    expect(route(pack, facts).assistUnitCodes).toEqual(['roads']);
  });

  it('looks at places as a tree: a code that begins like another is not inside it', () => {
    expect(matches({ areas: ['t1'] })).toBe(true);
    expect(matches({ areas: ['c1'] }, { placeCode: 'c10' })).toBe(false);
    expect(matches({ areas: ['c1'] }, { placeCode: 't1' })).toBe(false);
    expect(matches({ areas: ['d'] }, { placeCode: null })).toBe(false);
  });

  it('reads times on the city’s wall clock, spans over midnight from the day they start on', () => {
    const friday = { spans: [{ from: '18:00', to: '08:00' }], weekdays: [5] };
    const at = (text: string) => ({ at: Date.parse(text) });
    expect(matches({ time: friday }, at('2026-03-06T18:00+08:00'))).toBe(true);
    expect(matches({ time: friday }, at('2026-03-07T07:59+08:00'))).toBe(true);
    expect(matches({ time: friday }, at('2026-03-07T08:00+08:00'))).toBe(false);
    expect(matches({ time: friday }, at('2026-03-06T07:00+08:00'))).toBe(false);
    const winter = { season: { from: '11-15', to: '03-15' } };
    expect(matches({ time: winter }, at('2026-11-14T23:59:59+08:00'))).toBe(false);
    expect(matches({ time: winter }, at('2026-11-15T00:00+08:00'))).toBe(true);
    expect(matches({ time: winter }, at('2026-03-15T23:59+08:00'))).toBe(true);
    expect(matches({ time: winter }, at('2026-03-16T00:00+08:00'))).toBe(false);
  });

  it('finds Chinese words anywhere and Latin ones as words, whatever their width and case', () => {
    const text = (words: string) => ({ text: words });
    expect(matches({ text: { any: ['井盖'] } }, text('小区门口 井 盖 丢失'))).toBe(true);
    expect(matches({ text: { any: ['rat'] } }, text('please operate the pump'))).toBe(false);
    expect(matches({ text: { any: ['rat'] } }, text('A ＲＡＴ in the yard'))).toBe(true);
    expect(matches({ text: { any: ['5号'] } }, text('15号楼'))).toBe(false);
    expect(matches({ text: { all: ['水', '停'], none: ['表扬'] } }, text('停水两天'))).toBe(true);
    const praise = decide({ text: { any: ['停水'], none: ['表扬'] } }, text('停水抢修很快，表扬'));
    expect(praise.steps[0]?.checks[0]).toEqual({
      condition: 'text',
      passed: false,
      text: { zh: '内容含有应排除的词：“表扬”', en: 'The text has words that rule it out: “表扬”' },
    });
  });

  it('asks for answers, request kinds and families', () => {
    expect(matches({ answers: { danger: ['yes'] } })).toBe(false);
    expect(matches({ answers: { danger: ['yes'] } }, { answers: { danger: 'yes' } })).toBe(true);
    expect(matches({ kinds: ['praise'] })).toBe(false);
    expect(matches({ families: ['item'], classes: ['K1'] })).toBe(true);
    expect(matches({ families: ['event'] }, { typeCode: null })).toBe(false);
  });
});
