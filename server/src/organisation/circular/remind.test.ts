import { sendAnswerBack, answerCircular, sendCircular } from '@heliu/contract/organisation/circulars';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveAccount, type TestAccount } from '../../../test/factories.ts';
import type { TestApp } from '../../../test/harness.ts';
import { startQuietApp } from '../../../test/notices.ts';
import { giveOrganisation } from '../../../test/organisations.ts';
import { remindOfOrders } from './remind.ts';

const hourMs = 3_600_000;
let app: TestApp;
let clerk: TestAccount;
let boss: TestAccount;
let factory: string;
beforeAll(async () => {
  app = await startQuietApp();
  clerk = await giveAccount(app, { grants: [{ role: 'operator', place: 'd/t1' }] });
  boss = await giveAccount(app, { kind: 'resident' });
  factory = await giveOrganisation(app, { by: boss, verifier: clerk });
});
afterAll(() => app.close());

const turn = () => remindOfOrders({ kernel: app, city: app.city });
const said = async () => {
  const { rows } = await sql<{ kind: string; speakers: number }>`
    SELECT kind, jsonb_array_length(payload->'recipients') AS speakers FROM log.events
    WHERE kind IN ('organisation.orderDueSoon', 'organisation.orderOverdue') ORDER BY id`.execute(app.db);
  return rows.map(({ kind, speakers }) => `${kind.slice('organisation.order'.length)} ${speakers}`);
};
const command = () => ({ commandId: randomUUID() });
const due = (hours: number) => new Date(app.clock.now() + hours * hourMs).toISOString();

test('an order is said to be due soon once, to be overdue once, and anew after it was sent back', async () => {
  const { circularId } = await app.call(
    sendCircular,
    {
      body: {
        ...command(),
        unit: 'centre-t1',
        kind: 'order',
        title: '水箱自查',
        body: '请自查水箱清洗记录',
        dueAt: due(20),
        to: { organisationIds: [factory] },
      },
    },
    clerk.token,
  );
  await turn();
  expect(await said()).toEqual([]);
  app.clock.advance(9 * hourMs);
  await turn();
  await turn();
  expect(await said()).toEqual(['DueSoon 1']);
  app.clock.advance(12 * hourMs);
  await turn();
  await turn();
  expect(await said()).toEqual(['DueSoon 1', 'Overdue 1']);
  const params = { circularId, organisationId: factory };
  await app.call(
    answerCircular,
    { params, body: { ...command(), words: '已自查', evidence: [] } },
    boss.token,
  );
  await turn();
  await app.call(
    sendAnswerBack,
    { params, body: { ...command(), words: '请补照片', dueAt: due(5) } },
    clerk.token,
  );
  await turn();
  expect(await said()).toEqual(['DueSoon 1', 'Overdue 1', 'DueSoon 1']);
});
