import { type RawBuilder, sql } from 'kysely';

/**
 * What reporters wrote since their matter went into another, directly or through others, as rows of `matter.notes` (`n`):
 * whoever has to do with the other one reads it there. Their reporters do not: the words are one reporter's alone.
 */
export const writtenSinceMerged = (matterId: string): RawBuilder<unknown> => sql`(
  WITH RECURSIVE taken AS (
    SELECT i.id::uuid AS id FROM matter.matters m, jsonb_array_elements_text(m.state->'absorbedIds') AS i(id)
    WHERE m.id = ${matterId}::uuid
    UNION
    SELECT i.id::uuid FROM taken t JOIN matter.matters m ON m.id = t.id,
      jsonb_array_elements_text(m.state->'absorbedIds') AS i(id))
  SELECT n.* FROM taken t JOIN matter.matters m ON m.id = t.id JOIN matter.notes n ON n.matter_id = m.id
  WHERE n.kind = 'comment' AND n.at >= to_timestamp((m.state->'merge'->>'mergedAt')::bigint / 1000.0))`;
