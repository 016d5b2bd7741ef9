import { randomBytes, randomUUID } from 'node:crypto';
import type { EndpointCall } from '@heliu/contract/endpoint';
import type { Position } from '@heliu/contract/geo';
import { newMatterCode } from '@heliu/contract/matter/code';
import { registerMatter } from '@heliu/contract/matter/endpoints';
import type { City } from '../src/city/index.ts';
import { uuidv7 } from '../src/kernel/uuid.ts';
import { type MatterChange, planRegistration } from '../src/matter/index.ts';
import { systemActor } from '../src/matter/policy.ts';
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

/** The same leak as a process writes it that has this city before it, at an instant of its own. */
export function planLeak(city: City, at: number, position: Position | null = null): MatterChange {
  const place = city.findPlace('g1');
  if (place === undefined) throw new Error('the city has no grid g1');
  const { typeCode, requestKind, channel, title, description } = leak();
  const registration = {
    commandId: randomUUID(),
    endpoint: 'test.load',
    typeCode,
    requestKind,
    channel,
    title,
    description: description ?? '',
    place,
    position,
    address: null,
    answers: {},
    fileIds: [],
    actor: systemActor,
    accountId: null,
    reporter: null,
    receiptCode: null,
    centreUnitId: 'centre-t1',
  };
  const ids = { matterId: uuidv7(at), code: newMatterCode(randomBytes(8)), reportId: randomUUID() };
  return planRegistration(city, registration, ids, at).change;
}

/** A room whose writing dies after so many matters, as a process does that is killed. */
export function dyingAfter({ matter }: TestApp, writes: number): TestApp['matter'] {
  let written = 0;
  return {
    ...matter,
    write: (change) => {
      written += 1;
      return written > writes ? Promise.reject(new Error('killed')) : matter.write(change);
    },
  };
}
