import { getDemoProgress } from '@heliu/contract/demo';
import type { Capability, Kernel } from '../kernel/kernel.ts';
import { route } from '../kernel/route.ts';

interface Loaded {
  readonly matters: number;
  readonly total: number;
}

/** How far the demo's matters are there: counted in the database, so that every process says the same. */
async function readProgress({ db }: Kernel): Promise<Loaded> {
  const load = await db.selectFrom('demo.loads').select(['days', 'per_day']).executeTakeFirst();
  if (load === undefined) return { matters: 0, total: 0 };
  const { matters } = await db
    .selectFrom('demo.days')
    .select(({ fn }) => fn.sum<string>('matters').as('matters'))
    .executeTakeFirstOrThrow();
  return { matters: Number(matters ?? 0), total: load.days * load.per_day };
}

/** Whether nothing of the demo is missing, the reports of its residents, the enrolments in grids, the calls, the consultations, the joint inspections and the support visits included. */
export async function isDemoLoaded(kernel: Kernel): Promise<boolean> {
  const load = await kernel.db
    .selectFrom('demo.loads')
    .select(['residents', 'enrolments', 'calls', 'consultations', 'inspections', 'support'])
    .executeTakeFirst();
  const { matters, total } = await readProgress(kernel);
  const told = load?.calls === true && load.consultations && load.inspections && load.support;
  return load?.residents === true && load.enrolments && told && matters >= total;
}

export function createDemo(kernel: Kernel): Capability {
  let complete: Loaded | undefined;
  const progress = async (): Promise<Loaded> => {
    if (complete !== undefined) return complete;
    const loaded = await readProgress(kernel);
    if (loaded.total > 0 && loaded.matters >= loaded.total) complete = loaded;
    return loaded;
  };
  return { routes: [route(getDemoProgress, progress)] };
}
