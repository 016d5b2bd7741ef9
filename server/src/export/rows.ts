import type { MatterFilter } from '@heliu/contract/matter/views';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { ExportRoom } from './room.ts';

export interface ExportedRow {
  readonly id: string;
  readonly code: string;
  readonly type_code: string;
  readonly request_kind: string;
  readonly channel: string;
  readonly stage: string;
  readonly outcome: string | null;
  readonly division_code: string;
  readonly grid_code: string | null;
  readonly centre_unit_id: string;
  readonly holder_unit_id: string;
  readonly registered_at: Date;
  readonly due_at: Date | null;
  readonly closed_at: Date | null;
  readonly on_time: boolean | null;
  /** What follows is personal, and null unless it was asked for. */
  readonly title: string | null;
  readonly description: string | null;
  readonly address: string | null;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly reporters: readonly { name: string | null; phone: string | null; email: string | null }[] | null;
}

const batch = 500;

const plainColumns = sql`m.id, m.code, m.type_code, m.request_kind, m.channel, m.stage, m.outcome, m.division_code,
  m.grid_code, m.centre_unit_id, m.holder_unit_id, m.registered_at, m.due_at, m.closed_at, m.on_time`;

const personalColumns = sql`m.title, m.description, m.address, m.lng, m.lat,
  (SELECT jsonb_agg(jsonb_build_object('name', r.name, 'phone', r.phone, 'email', r.email) ORDER BY r.created_at)
   FROM matter.reports r WHERE r.matter_id = m.id) AS reporters`;

const nothingPersonal = sql`NULL AS title, NULL AS description, NULL AS address, NULL::float AS lng,
  NULL::float AS lat, NULL::jsonb AS reporters`;

interface Wanted {
  readonly filter: MatterFilter;
  readonly actor: Actor;
  readonly city: City;
  readonly personal: boolean;
  /** Told of each batch of personal rows before it leaves. */
  onPersonal(matterIds: readonly string[]): Promise<void>;
}

/** Matters of a filter, newest first, a batch at a time: no query runs long and nothing waits in memory. */
export async function* readRows(
  room: ExportRoom,
  { filter, actor, city, personal, onPersonal }: Wanted,
): AsyncGenerator<ExportedRow> {
  const conditions = room.mattersIn(filter, actor, city, room.kernel.clock.now());
  const columns = sql`${plainColumns}, ${personal ? personalColumns : nothingPersonal}`;
  let after: RawBuilder<boolean> = sql<boolean>`true`;
  for (;;) {
    const { rows } = await sql<ExportedRow>`SELECT ${columns} FROM matter.matters m
      WHERE ${sql.join(conditions, sql` AND `)} AND ${after}
      ORDER BY m.registered_at DESC, m.id DESC LIMIT ${batch}`.execute(room.kernel.db);
    if (personal && rows.length > 0) await onPersonal(rows.map(({ id }) => id));
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < batch || last === undefined) return;
    after = sql<boolean>`(m.registered_at, m.id) < (${instantOf(last.id)}, ${last.id}::uuid)`;
  }
}

/** A Date holds milliseconds, the column microseconds; the database compares its own value. */
const instantOf = (id: string) =>
  sql`(SELECT x.registered_at FROM matter.matters x WHERE x.id = ${id}::uuid)`;
