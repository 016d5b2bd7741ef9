import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testApp } from '../../test/harness.ts';
import { readPack } from '../../test/packs.ts';
import { compileCity, importCity, staffOf } from '../city/index.ts';
import { uuidv7 } from '../kernel/uuid.ts';
import { inTransaction, writeChange } from '../matter/write.ts';
import { consultationStories } from './consultation-stories.ts';
import { enterConsultations } from './consultations.ts';
import { planRegistration } from '../matter/index.ts';
import { systemActor } from '../matter/policy.ts';

const until = Date.parse('2026-11-25T01:30:00Z');
const registeredAt = until - 40 * 86_400_000;

test('every story of a consultation can happen by the rules, its work orders by the life cycle', async () => {
  const app = await testApp();
  const pack = readPack('hechuan');
  await importCity(app.db, pack, { accountId: null, at: registeredAt });
  await app.city.reload();
  const city = app.city.current();
  const accountIds = new Map(staffOf(pack).map(({ login }, index) => [login, index + 1]));
  const place = city.findPlace('500117001005001');
  if (place === undefined) throw new Error('the pack has no such grid');
  const types = [...new Set(consultationStories.flatMap(({ items }) => items.map((item) => item.types[0])))];
  const matters = types.flatMap((typeCode, no) => {
    if (typeCode === undefined) return [];
    const registration = {
      commandId: uuidv7(registeredAt),
      endpoint: 'test',
      typeCode,
      requestKind: 'help' as const,
      channel: city.pack.channels[0]?.code ?? '',
      title: typeCode,
      description: '',
      place,
      position: null,
      address: null,
      answers: {},
      fileIds: [],
      actor: systemActor,
      accountId: null,
      reporter: null,
      receiptCode: null,
      centreUnitId: 'centre-500117001',
    };
    const ids = { matterId: uuidv7(registeredAt), code: `CODE${no}`, reportId: uuidv7(registeredAt) };
    return [planRegistration(city, registration, ids, registeredAt).change];
  });
  await app.db.transaction().execute(async (trx) => {
    for (const change of matters) await writeChange(inTransaction(trx), change);
  });
  await app.db.transaction().execute(async (trx) => {
    const agenda = matters.map(({ after }) => ({
      id: after.matterId,
      typeCode: after.typeCode,
      changedAt: after.changedAt,
    }));
    const entered = await enterConsultations(trx, { kernel: app, city, accountIds, until }, agenda);
    expect(entered).toBe(consultationStories.length);
  });
  const { rows } = await sql<{ state: string; n: number }>`
    SELECT state, count(*)::int AS n FROM joint.consultations GROUP BY state ORDER BY state`.execute(app.db);
  expect(rows).toEqual([
    { state: 'cancelled', n: 1 },
    { state: 'closed', n: 1 },
    { state: 'held', n: 1 },
    { state: 'proposed', n: 3 },
  ]);
  const orders = await sql<{ unit: string }>`
    SELECT d.order_unit_id AS unit FROM joint.decisions d
    JOIN joint.agenda_items i ON i.consultation_id = d.consultation_id AND i.no = d.item_no
    JOIN matter.work_orders o ON o.matter_id = i.matter_id AND o.no = d.work_order_no
      AND o.unit_id = d.order_unit_id AND o.role = d.order_role
    ORDER BY unit`.execute(app.db);
  expect(orders.rows).toEqual([{ unit: 'drainage' }, { unit: 'police' }]);
});

test('a city that has other units has no consultations in its demo', async () => {
  const app = await testApp();
  const lakeside = compileCity(readPack('lakeside'), 1);
  const accountIds = new Map(staffOf(lakeside.pack).map(({ login }, index) => [login, index + 1]));
  const entered = await app.db
    .transaction()
    .execute((trx) => enterConsultations(trx, { kernel: app, city: lakeside, accountIds, until }, []));
  expect(entered).toBe(0);
});
