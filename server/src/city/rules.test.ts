import { randomUUID } from 'node:crypto';
import { importLegalYear, listCityVersions, listRoutingRules, simulateRoute } from '@heliu/contract/city-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp, testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';

let app: TestApp;
let administrator: TestAccount;
beforeAll(async () => {
  app = await startTestApp();
  await giveCity(app, readPack('lakeside'));
  administrator = await giveAccount(app, { grants: [{ role: 'administrator', place: 'LS' }] });
});
afterAll(() => app.close());

const command = () => ({ commandId: randomUUID() });

describe('a legal year from the browser', () => {
  const legalYear = { year: 2027, holidays: [{ date: '2027-01-01' }], makeUpDays: [{ date: '2027-01-02' }] };

  test('is entered once and shows in the working time', async () => {
    const own = await testApp();
    await giveCity(own, readPack('lakeside'));
    const by = await giveAccount(own, { grants: [{ role: 'administrator', place: 'LS' }] });
    const body = { ...command(), legalYear };
    const entered = await own.call(importLegalYear, { body }, by.token);
    expect(entered).toMatchObject({ changed: true, legalYears: [2026, 2027] });
    expect(await own.call(importLegalYear, { body }, by.token)).toEqual(entered);
    expect(own.city.current().pack.calendar.legalYears).toEqual([2026, 2027]);
    const { rows } = await own.call(listCityVersions, {}, by.token);
    expect(rows[0]?.changes).toMatchObject([{ kind: 'legalYear', added: 1 }]);
  });

  test('is refused with every day that cannot be', async () => {
    const wrong = {
      year: 2027,
      holidays: [{ date: '2026-01-01' }, { date: '2027-10-01' }],
      makeUpDays: [{ date: '2027-10-01' }],
    };
    const refusal = await app.refuse(
      importLegalYear,
      { body: { ...command(), legalYear: wrong } },
      administrator.token,
    );
    expect(refusal.errors?.map(({ field }) => field)).toEqual([
      'legalYear.holidays.0.date',
      'legalYear.makeUpDays.0.date',
    ]);
    const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'LS' }] });
    const township = await giveAccount(app, { grants: [{ role: 'administrator', place: 'LS/north' }] });
    for (const { token } of [operator, township]) {
      expect(await app.refuse(importLegalYear, { body: { ...command(), legalYear } }, token)).toMatchObject({
        status: 403,
      });
    }
  });
});

describe('routing rules', () => {
  test('are listed in their order and in words', async () => {
    const officer = await giveAccount(app, { grants: [{ role: 'officer', place: 'LS/north/harbour' }] });
    const { rules, fallback } = await app.call(listRoutingRules, {}, officer.token);
    expect(rules.map(({ code }) => code)).toEqual(['praise', 'burst-at-night', 'disputes', 'by-duty']);
    expect(rules[1]).toMatchObject({
      conditions: [
        { condition: 'type' },
        { condition: 'time', text: { zh: '时间：16:00–08:00', en: 'Time: 16:00–08:00' } },
        {
          condition: 'text',
          text: { zh: '内容含有其中之一：“爆”、“burst”', en: 'The text has one of “爆”, “burst”' },
        },
      ],
      leadText: { en: 'Water Office' },
      assistTexts: [{ en: 'Roads Office' }],
      deadBecause: null,
    });
    expect(rules[3]?.conditions).toMatchObject([{ condition: 'none' }]);
    expect(fallback.unit).toBeDefined();
    expect(await app.refuse(listRoutingRules, {})).toMatchObject({ status: 401 });
    const resident = await giveAccount(app, { kind: 'resident' });
    expect(await app.refuse(listRoutingRules, {}, resident.token)).toMatchObject({ status: 403 });
  });

  test('are tried on a case that nobody has reported, step by step', async () => {
    const operator = await giveAccount(app, { grants: [{ role: 'operator', place: 'LS' }] });
    const ask = (body: object) => app.call(simulateRoute, { body }, operator.token);
    const burst = { typeCode: 'C0102', text: '水管爆了', position: [25.0119, 61.0181] };
    const night = await ask({ ...burst, at: '2026-11-24T22:00:00+02:00' });
    expect(night).toMatchObject({ leadUnitCode: 'water', ruleCode: 'burst-at-night', placeCode: 'quay' });
    expect(night.steps.map(({ outcome }) => outcome)).toEqual(['notMatched', 'chosen']);
    const day = await ask({ ...burst, at: '2026-11-24T12:00:00+02:00' });
    expect(day.ruleCode).not.toBe('burst-at-night');
    expect(await ask({ requestKind: 'praise' })).toMatchObject({
      leadUnitCode: 'centre-lakeside',
      placeCode: null,
    });
    expect(await ask({ typeCode: 'B0101', placeCode: 'slope' })).toMatchObject({ ruleCode: 'disputes' });
    const refusals = [
      [{ typeCode: 'X1' }, 'city.typeUnknown'],
      [{ placeCode: 'nowhere' }, 'place.unknown'],
      [{ position: [0, 0] }, 'place.outside'],
      [{ requestKind: 'wish' }, 'input.invalid'],
    ] as const;
    for (const [body, code] of refusals) {
      expect(await app.refuse(simulateRoute, { body: body as object }, operator.token)).toMatchObject({
        code,
      });
    }
    expect(await app.refuse(simulateRoute, { body: {} })).toMatchObject({ status: 401 });
  });
});
