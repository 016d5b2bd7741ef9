import type { EndpointResult } from '@heliu/contract/endpoint';
import type { listConsultationsOfMatter } from '@heliu/contract/joint/consultations';
import { sql } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { seenMatter } from '../of-matter.ts';
import type { JointRoom } from '../room.ts';
import { mayConvene, ownUnits, visibleConsultation } from './policy.ts';
import { canBeConsulted } from './references.ts';
import { decisionOf, type DecisionRow, factsOf, type FactsRow } from './rows.ts';
import { decisionSelect } from './view.ts';

interface Row extends FactsRow {
  readonly no: number;
  readonly question: string;
  readonly opens: boolean;
}

/** Consultations with a matter on their agenda, those to come first: of each what concerns this matter, and no more. */
export async function consultationsOfMatter(
  room: JointRoom,
  actor: Actor,
  matterId: string,
): Promise<EndpointResult<typeof listConsultationsOfMatter>> {
  const { db } = room.kernel;
  const city = room.city.current();
  const matter = await seenMatter(db, matterId, room.visible(actor, city));
  const { rows } = await sql<Row>`
    SELECT k.id, k.title, k.host_unit_id, k.starts_at, k.place, k.link, k.state, i.no, i.question,
      ${visibleConsultation(actor, city)} AS opens
    FROM joint.agenda_items i JOIN joint.consultations k ON k.id = i.consultation_id
    WHERE i.matter_id = ${matter.id}::uuid AND i.removed_at IS NULL
    ORDER BY k.ended_at IS NOT NULL, k.starts_at DESC, k.id`.execute(db);
  const { rows: decisions } = await sql<DecisionRow>`${decisionSelect(actor.language)}
    JOIN joint.agenda_items i ON i.consultation_id = d.consultation_id AND i.no = d.item_no
    WHERE i.matter_id = ${matter.id}::uuid AND i.removed_at IS NULL ORDER BY d.no`.execute(db);
  return {
    consultations: rows.map((row) => ({
      ...factsOf(row, city),
      // Where it takes place on the network is for those who come.
      link: row.opens ? row.link : null,
      question: row.question,
      decisions: decisions
        .filter(({ consultation_id: id, item_no: no }) => id === row.id && no === row.no)
        .map((decision) => decisionOf(decision, city)),
      opens: row.opens,
    })),
    allowed:
      canBeConsulted(matter.stage) && ownUnits(actor, city).some((unit) => mayConvene(actor, unit, city))
        ? ['propose']
        : [],
  };
}
