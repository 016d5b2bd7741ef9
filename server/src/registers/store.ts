import { createHash } from 'node:crypto';
import type { PremisesFacts } from '@heliu/contract/registers';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';

export interface KnownPremises extends PremisesFacts {
  readonly id: string;
  readonly code: string;
  readonly placePath: string;
  readonly ended: boolean;
}

export interface By {
  readonly at: number;
  readonly accountId: number;
  readonly commandId: string | null;
}

/** @throws Problem `premises.outside`, `premises.offGrid`, `premises.kindUnknown`. */
export function checkFacts(facts: PremisesFacts, city: City, keeps: (path: string) => boolean): string {
  const grid = city.index.grids.get(facts.gridCode);
  if (grid === undefined || !keeps(grid.path)) {
    throw new Problem('premises.outside', { params: { grid: facts.gridCode } });
  }
  if (facts.position !== null && city.locate(facts.position)?.code !== grid.code) {
    throw new Problem('premises.offGrid', { params: { grid: grid.code } });
  }
  const { kinds } = city.pack.registers.premises;
  if (!kinds.some(({ code }) => code === facts.kind)) {
    const known = kinds.map(({ code }) => code).join(', ');
    throw new Problem('premises.kindUnknown', { params: { kind: facts.kind, kinds: known } });
  }
  return grid.path;
}

const rowOf = ({ address, gridCode, position, kind, floors, rooms, gas }: PremisesFacts, path: string) => ({
  address,
  grid_code: gridCode,
  place_path: path,
  lng: position?.[0] ?? null,
  lat: position?.[1] ?? null,
  kind,
  floors,
  rooms,
  gas,
});

/** The event holds the code and the place alone. */
const told = (verb: 'added' | 'changed', { id, code, placePath }: KnownPremises, by: By) => ({
  kind: `premises.${verb}`,
  subject: `premises:${id}`,
  at: by.at,
  placePath,
  actorId: by.accountId,
  commandId: by.commandId,
  payload: { code },
});

/** A statement holds no more than 65,535 values. */
const batch = 1000;

export async function insertPremises(trx: Trx, all: readonly KnownPremises[], by: By): Promise<void> {
  if (all.length === 0) return;
  const at = new Date(by.at);
  const values = all.map((one) => ({
    id: one.id,
    code: one.code,
    ...rowOf(one, one.placePath),
    added_at: at,
    changed_at: at,
  }));
  for (let from = 0; from < values.length; from += batch) {
    await trx
      .insertInto('registers.premises')
      .values(values.slice(from, from + batch))
      .execute();
  }
  await appendEvents(
    trx,
    all.map((one) => told('added', one, by)),
  );
}

/** Held until the end of the transaction. @throws Problem `resource.changed` where it is another than the one that was seen. */
export async function assertSeen(trx: Trx, id: string, expectedVersion: number | undefined): Promise<void> {
  const row = await trx
    .selectFrom('registers.premises')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (expectedVersion !== undefined && row?.version !== expectedVersion)
    throw new Problem('resource.changed');
}

export async function updatePremises(trx: Trx, one: KnownPremises, by: By): Promise<void> {
  const at = new Date(by.at);
  await trx
    .updateTable('registers.premises')
    .set({
      ...rowOf(one, one.placePath),
      changed_at: at,
      version: sql<number>`version + 1`,
      // The days after which it is deleted count from the first time.
      ended_at: one.ended ? sql<Date>`coalesce(ended_at, ${at})` : null,
    })
    .where('id', '=', one.id)
    .execute();
  if (one.ended) await trx.deleteFrom('registers.contacts').where('premises_id', '=', one.id).execute();
  await appendEvents(trx, [told('changed', one, by)]);
}

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that nobody mistypes, of the id. */
export function codeOf(id: string): string {
  const bytes = createHash('sha256').update(id).digest();
  return `CZ-${[...bytes.subarray(0, 8)].map((byte) => letters[byte % letters.length]).join('')}`;
}
