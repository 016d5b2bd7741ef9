import { randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import { registerMatter } from '@heliu/contract/matter/endpoints';
import type { TestAccount } from './factories.ts';
import type { TestApp } from './harness.ts';

type Registration = EndpointCall<typeof registerMatter>['body'];

/** A leaking pipe in grid g1 of the test city, told by phone; AUTO-01 goes to the unit water by itself. */
export const leak = (changes: Partial<Registration> = {}): Registration => ({
  commandId: randomUUID(),
  typeCode: 'AUTO-01',
  requestKind: 'help',
  channel: 'hotline',
  title: '水管漏水',
  description: '幸福路口水管漏水，影响出行',
  place: { position: [106.05, 30.05] },
  ...changes,
});

/** Registers it as an operator does. */
export const giveMatter = (app: TestApp, operator: TestAccount, changes?: Partial<Registration>) =>
  app.call(registerMatter, { body: leak(changes) }, operator.token);
