import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { visible } from './policy.ts';
import type { MatterRoom } from './room.ts';

/** Whether an actor may see a matter, for capabilities that hang things on it. */
export async function maySee({ kernel, city }: MatterRoom, actor: Actor, matterId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM matter.matters m
    WHERE m.id = ${matterId}::uuid AND ${visible(actor, city.current())}`.execute(kernel.db);
  return rows.length > 0;
}
