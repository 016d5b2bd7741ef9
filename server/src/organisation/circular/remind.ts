import { isQuiet } from '@heliu/contract/notices/quiet';
import { sql } from 'kysely';
import { appendEvents } from '../../kernel/events.ts';
import type { OrganisationRoom } from '../room.ts';
import { circularEvent, speakersOf } from './events.ts';

const copiesAtOnce = 200;
const hourMs = 3_600_000;

interface RipeCopy {
  readonly circular_id: string;
  readonly organisation_id: string;
  readonly unit_id: string;
  readonly due_at: Date;
  readonly said: 'dueSoon' | 'overdue';
}

/**
 * One turn of looking which orders are due soon or overdue without an answer. Each is said once for each time that it has;
 * an answer that is sent back begins anew. In the quiet hours of the city nobody is reminded. @returns whether more waits.
 */
export async function remindOfOrders({
  kernel,
  city: { findCurrent },
}: Pick<OrganisationRoom, 'kernel' | 'city'>): Promise<boolean> {
  const city = findCurrent();
  if (city === undefined) return false;
  const { notices, timeZone } = city.pack;
  const at = kernel.clock.now();
  if (isQuiet(at, notices.quietHours, timeZone)) return false;
  const now = new Date(at);
  return kernel.db.transaction().execute(async (trx) => {
    const { rows } = await sql<RipeCopy>`
      WITH ripe AS (
        SELECT y.circular_id, y.organisation_id, CASE WHEN y.due_at <= ${now} THEN 'overdue' ELSE 'dueSoon' END AS said
        FROM organisation.copies y
        WHERE y.state IN ('sent', 'read', 'acknowledged', 'sentBack')
          AND y.due_at <= ${new Date(at + notices.remindBeforeHours * hourMs)}
          AND y.reminded IS DISTINCT FROM CASE WHEN y.due_at <= ${now} THEN 'overdue' ELSE 'dueSoon' END
        ORDER BY y.due_at LIMIT ${copiesAtOnce} FOR UPDATE SKIP LOCKED)
      UPDATE organisation.copies y SET reminded = r.said FROM ripe r, organisation.circulars c
      WHERE y.circular_id = r.circular_id AND y.organisation_id = r.organisation_id AND c.id = y.circular_id
      RETURNING y.circular_id, y.organisation_id, c.unit_id, y.due_at, r.said`.execute(trx);
    const speakers = await speakersOf(
      trx,
      rows.map(({ organisation_id: id }) => id),
    );
    const facts = { at, actorId: null, commandId: null };
    await appendEvents(
      trx,
      rows.map(({ circular_id: id, organisation_id: organisationId, unit_id: unitId, due_at: due, said }) =>
        circularEvent({ id, unitId }, said === 'overdue' ? 'orderOverdue' : 'orderDueSoon', facts, city, {
          organisationId,
          dueAt: due.getTime(),
          recipients: speakers.get(organisationId) ?? [],
        }),
      ),
    );
    return rows.length === copiesAtOnce;
  });
}
