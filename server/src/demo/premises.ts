import { gasKinds } from '@heliu/contract/registers';
import type { City } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { insertPremises, type KnownPremises, storeContacts } from '../registers/index.ts';
import { randomFrom } from './random.ts';
import { storyId } from './story-id.ts';

interface Setting {
  readonly city: City;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly until: number;
}

/** Grids of the town shown first that have premises, and how many each. */
const grids = 24;
const each = 3;
const withContact = 8;

const idOf = (text: string): string => storyId('premises', text);

/** Invented buildings in the town that is shown first; the same pack gives the same. */
export function planPremises({ pack }: City): KnownPremises[] {
  const { kinds } = pack.registers.premises;
  const town = pack.divisions.find(({ level }) => level === 'township')?.path ?? '';
  if (kinds.length === 0) return [];
  return pack.grids
    .filter(({ path }) => path.startsWith(`${town}/`))
    .slice(0, grids)
    .flatMap(({ code: gridCode, name, path, centre }) =>
      Array.from({ length: each }, (_, index) => {
        const key = `${gridCode} ${index}`;
        const random = randomFrom(key);
        const [lng, lat] = centre;
        const aside = (index - 1) * 0.0002;
        return {
          id: idOf(key),
          code: `CZ-${gridCode.slice(-9)}-${index + 1}`,
          address: `${name.zh}示例巷 ${1 + random.below(60)} 号 ${1 + random.below(9)} 单元`,
          gridCode,
          placePath: path,
          position: [Number((lng + aside).toFixed(6)), lat] as [number, number],
          kind: random.pick(kinds).code,
          floors: 2 + random.below(7),
          rooms: 1 + random.below(20),
          gas: random.pick(gasKinds.slice(0, 3)),
          ended: false,
        };
      }),
    );
}

/** Enters the demo's rental premises, once a database. */
export async function loadPremises(kernel: Kernel, { city, accountIds, until }: Setting): Promise<void> {
  const { db } = kernel;
  const { registers: there } = await db
    .selectFrom('demo.loads')
    .select('registers')
    .executeTakeFirstOrThrow();
  const accountId = accountIds.values().next().value;
  if (there || accountId === undefined) return;
  const premises = planPremises(city);
  await db.transaction().execute(async (trx) => {
    await insertPremises(trx, premises, { at: until, accountId, commandId: null });
    await storeContacts(
      trx,
      kernel,
      premises.slice(0, withContact).map(({ id }, index) => ({
        premisesId: id,
        contact: { role: 'landlord', name: `房东 000${index + 1}`, phone: `138 0013 800${index + 1}` },
        purpose: '通知整改消防和燃气隐患',
        at: until,
        days: city.pack.registers.premises.contactDays,
      })),
    );
    await trx.updateTable('demo.loads').set({ registers: true }).execute();
  });
}
