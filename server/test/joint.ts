import type { CityPack } from '@heliu/contract/city/pack';
import { callUnits } from '@heliu/contract/joint';
import type { JointDuty } from '@heliu/contract/joint/duty';
import { randomUUID } from 'node:crypto';
import { testPack } from './city.ts';
import type { TestAccount } from './factories.ts';
import type { TestApp } from './harness.ts';

const duty = (code: string, acknowledge: number, arrive: number): JointDuty => ({
  code,
  name: { zh: `${code}职责`, en: `${code} duty` },
  description: { zh: code, en: code },
  acknowledgeWithinMinutes: acknowledge,
  arriveWithinMinutes: arrive,
  onCall: 'always',
});

/** Water comes for pumps and pipes, roads by day alone, the centre of every town with people. */
export const jointPack = (): CityPack => ({
  ...testPack(),
  jointDuties: {
    lists: [
      { units: ['water'], duties: [duty('pump', 10, 30), duty('pipe', 5, 20)] },
      { units: ['roads'], duties: [{ ...duty('close', 15, 45), onCall: { from: '08:00', until: '18:00' } }] },
      { every: { kind: 'centre', level: 'township' }, duties: [duty('people', 5, 15)] },
    ],
  },
});

/** Units by `unit:duty`, called to a matter. */
export const giveCall = (app: TestApp, by: TestAccount, matterId: string, ...units: string[]) =>
  app.call(
    callUnits,
    { params: { matterId }, body: { commandId: randomUUID(), units: units.map(called) } },
    by.token,
  );

export function called(name: string) {
  const [unit = '', code = ''] = name.split(':');
  return { unit, duty: code };
}
