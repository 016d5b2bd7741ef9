import { sql } from 'kysely';
import type { Trx } from '../../kernel/db.ts';
import type { NewEvent } from '../../kernel/events.ts';
import type { Facts, Told } from './events.ts';

/** What the page of a matter shows of a consultation: answers and minutes are no part of it. */
const shownOnMatters: ReadonlySet<string> = new Set([
  'consultationProposed',
  'consultationChanged',
  'itemAdded',
  'itemChanged',
  'itemRemoved',
  'consultationHeld',
  'decided',
  'decisionOrdered',
  'consultationClosed',
  'consultationCancelled',
]);

interface Row {
  readonly id: string;
  readonly place_path: string;
  readonly unit_ids: string[];
}

/** Tells whoever sees one of the matters that their page has something new, and nothing of the consultation itself. */
export async function agendaEvents(
  trx: Trx,
  consultationId: string,
  { told, matterIds }: { readonly told: readonly Told[]; readonly matterIds: readonly string[] },
  facts: Facts,
): Promise<NewEvent[]> {
  if (!told.some(({ kind }) => shownOnMatters.has(kind))) return [];
  const named = told.flatMap(({ payload }) => payload?.['matterId'] ?? []);
  const ids = [...new Set([...matterIds, ...named])];
  const { rows } = await sql<Row>`
    SELECT m.id, m.place_path, ARRAY(SELECT o.unit_id FROM matter.work_orders o WHERE o.matter_id = m.id
      UNION SELECT unnest(ARRAY[m.centre_unit_id, m.holder_unit_id])) AS unit_ids
    FROM matter.matters m WHERE m.id = ANY(${ids}::uuid[]) ORDER BY m.id`.execute(trx);
  return rows.map(({ id, place_path: placePath, unit_ids: unitIds }) => ({
    kind: 'joint.matterDiscussed',
    subject: `agenda:${id}`,
    ...facts,
    placePath,
    unitIds,
    payload: { consultationId },
  }));
}
