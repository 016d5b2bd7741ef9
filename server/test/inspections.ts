import { randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import {
  acceptInspection,
  beginInspection,
  getInspection,
  planInspection,
} from '@heliu/contract/joint/inspections';
import { giveCity } from './city.ts';
import { giveAccount, type TestAccount } from './factories.ts';
import { testApp, type TestApp } from './harness.ts';
import { patrolPack } from './patrol.ts';

type Plan = EndpointCall<typeof planInspection>['body'];

const hourMs = 3_600_000;

export interface InspectionStage {
  readonly app: TestApp;
  readonly clerk: TestAccount;
  readonly roadman: TestAccount;
}

/** A city with checklists, who convenes for the centre of t1, and who comes for the roads. */
export async function inspectionStage(): Promise<InspectionStage> {
  const app = await testApp({ roles: new Set(['web']) });
  await giveCity(app, patrolPack());
  const clerk = await giveAccount(app, {
    grants: [{ role: 'operator', place: 'd/t1' }],
    displayName: '受理员甲',
  });
  const roadman = await giveAccount(app, {
    grants: [{ role: 'handler', unit: 'roads', reach: 'd' }],
    displayName: '路工乙',
  });
  return { app, clerk, roadman };
}

/** The centre of t1 goes to the mill and to grid g1 tomorrow, with roads (checklist `ground`) and the centre of t2. */
export const inspectionPlan = (app: TestApp, changes: Partial<Plan> = {}): Plan => ({
  commandId: randomUUID(),
  host: 'centre-t1',
  title: '老旧院落联合检查',
  note: '自带手电',
  startsAt: new Date(app.clock.now() + 24 * hourMs).toISOString(),
  endsAt: new Date(app.clock.now() + 27 * hourMs).toISOString(),
  meetingPlace: '磨坊门口',
  lead: 'roads',
  units: [{ unit: 'roads', checklist: 'ground' }, { unit: 'centre-t2' }],
  places: [
    { kind: 'landmark', code: 'mill' },
    { kind: 'grid', code: 'g1' },
  ],
  ...changes,
});

export const giveInspection = async (
  app: TestApp,
  by: TestAccount,
  changes?: Partial<Plan>,
): Promise<string> =>
  (await app.call(planInspection, { body: inspectionPlan(app, changes) }, by.token)).inspectionId;

export const seeInspection = (app: TestApp, who: TestAccount, inspectionId: string) =>
  app.call(getInspection, { params: { inspectionId } }, who.token);

export const acceptFor = (app: TestApp, who: TestAccount, inspectionId: string, unit: string) =>
  app.call(
    acceptInspection,
    { params: { inspectionId, unit }, body: { commandId: randomUUID(), comes: '路工乙' } },
    who.token,
  );

/** One that is under way, with roads among those who come. */
export async function giveUnderway(
  app: TestApp,
  { clerk, roadman }: { readonly clerk: TestAccount; readonly roadman: TestAccount },
  changes?: Partial<Plan>,
): Promise<string> {
  const inspectionId = await giveInspection(app, clerk, changes);
  await acceptFor(app, roadman, inspectionId, 'roads');
  await app.call(
    beginInspection,
    { params: { inspectionId }, body: { commandId: randomUUID() } },
    clerk.token,
  );
  return inspectionId;
}

/** The checklist of roads at a place: `lane` is amiss where it is `no`. */
export const reportAt = (inspectionId: string, no: number, lane: 'yes' | 'no', revision = 0) => ({
  params: { inspectionId, no, unit: 'roads' },
  body: { commandId: randomUUID(), answers: { lane }, revision },
});
