import { sql } from 'kysely';
import { enterConsultation } from '../joint/index.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { consultationStories, type ItemStory } from './consultation-stories.ts';
import { type Setting, tellConsultation, unitOf } from './consultation-telling.ts';

interface AgendaMatter {
  readonly id: string;
  readonly typeCode: string;
  readonly changedAt: number;
}

/** Tells every story with matters of its own, which have not changed since it began. */
export async function enterConsultations(
  trx: Trx,
  setting: Setting,
  matters: readonly AgendaMatter[],
): Promise<number> {
  const taken = new Set<string>();
  const take = ({ types }: ItemStory, before: number): string | undefined => {
    const found = matters.find(
      ({ id, typeCode, changedAt }) => !taken.has(id) && types.includes(typeCode) && changedAt < before,
    );
    if (found !== undefined) taken.add(found.id);
    return found?.id;
  };
  let entered = 0;
  for (const story of consultationStories) {
    const past = await tellConsultation(trx, setting, story, take);
    if (past === undefined) continue;
    await enterConsultation(trx, setting.city, past);
    entered += 1;
  }
  return entered;
}

/** Enters the demo's consultations, once a database, over matters that units of the first town work on as its story ends. */
export async function loadConsultations(kernel: Kernel, setting: Omit<Setting, 'kernel'>): Promise<void> {
  const { db } = kernel;
  const { consultations: there } = await db
    .selectFrom('demo.loads')
    .select('consultations')
    .executeTakeFirstOrThrow();
  if (there) return;
  const types = [...new Set(consultationStories.flatMap(({ items }) => items.flatMap((item) => item.types)))];
  const { rows } = await sql<{ id: string; typeCode: string; changedAt: Date }>`
    SELECT id, type_code AS "typeCode", changed_at AS "changedAt" FROM matter.matters
    WHERE type_code = ANY(${types}::text[]) AND stage IN ('dispatched', 'handling')
      AND centre_unit_id = ${unitOf(setting.city, 'town') ?? ''}
    ORDER BY code LIMIT 2000`.execute(db);
  const matters = rows.map(({ changedAt, ...row }) => ({ ...row, changedAt: changedAt.getTime() }));
  await db.transaction().execute(async (trx) => {
    await enterConsultations(trx, { ...setting, kernel }, matters);
    await trx.updateTable('demo.loads').set({ consultations: true }).execute();
  });
}
