import { randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import { getConsultation, holdConsultation, proposeConsultation } from '@heliu/contract/joint/consultations';
import type { TestAccount } from './factories.ts';
import type { TestApp } from './harness.ts';

type Proposal = EndpointCall<typeof proposeConsultation>['body'];

const dayMs = 86_400_000;

/** The centre of t1 invites roads and the centre of t2 for tomorrow. */
export const proposal = (app: TestApp, changes: Partial<Proposal> = {}): Proposal => ({
  commandId: randomUUID(),
  host: 'centre-t1',
  title: '幸福路管网会商',
  reason: '同一路段反复漏水，责任不清',
  startsAt: new Date(app.clock.now() + dayMs).toISOString(),
  place: '街道三楼会议室',
  units: ['roads', 'centre-t2'],
  ...changes,
});

export const giveConsultation = (app: TestApp, by: TestAccount, changes?: Partial<Proposal>) =>
  app.call(proposeConsultation, { body: proposal(app, changes) }, by.token);

export const seeConsultation = (app: TestApp, who: TestAccount, consultationId: string) =>
  app.call(getConsultation, { params: { consultationId } }, who.token);

/** One that is being held, with the matters on its agenda. */
export async function giveHeld(
  app: TestApp,
  by: TestAccount,
  matterCodes: readonly string[],
  changes: Partial<Proposal> = {},
): Promise<string> {
  const items = matterCodes.map((matterCode) => ({ matterCode, question: '由谁负责修复' }));
  const { consultationId } = await giveConsultation(app, by, { items, ...changes });
  const body = { commandId: randomUUID() };
  await app.call(holdConsultation, { params: { consultationId }, body }, by.token);
  return consultationId;
}
