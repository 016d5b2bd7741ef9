import { findMatterCode } from '@heliu/contract/matter/code';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import { type City, unitNamed } from '../../city/index.ts';
import type { Trx } from '../../kernel/db.ts';

/** @throws Problem `consultation.unitUnknown`, `consultation.invitedAlready` for one that is there or named twice. */
export function newUnits(units: readonly string[], there: readonly string[], city: City): string[] {
  const known = new Set(there);
  return units.map((unit) => {
    if (!city.index.units.has(unit)) throw new Problem('consultation.unitUnknown', { params: { unit } });
    if (known.has(unit)) {
      throw new Problem('consultation.invitedAlready', { params: { unit: unitNamed(unit, city).name.zh } });
    }
    known.add(unit);
    return unit;
  });
}

export interface WantedItem {
  readonly matterCode: string;
  readonly question: string;
}

/**
 * Matters by their codes, as far as the actor sees them.
 * @throws Problem `consultation.matterUnknown`, `consultation.onAgenda` for one that is there or named twice.
 */
export async function newItems(
  trx: Trx,
  wanted: readonly WantedItem[],
  there: readonly string[],
  visible: RawBuilder<boolean>,
): Promise<{ matterId: string; question: string }[]> {
  const codes = wanted.map(({ matterCode }) => findMatterCode(matterCode) ?? matterCode);
  const { rows } = await sql<{ id: string; code: string }>`
    SELECT m.id, m.code FROM matter.matters m WHERE m.code = ANY(${codes}::text[]) AND ${visible}`.execute(
    trx,
  );
  const ids = new Map(rows.map(({ id, code }) => [code, id]));
  const known = new Set(there);
  return wanted.map(({ matterCode, question }, index) => {
    const matterId = ids.get(codes[index] ?? '');
    if (matterId === undefined)
      throw new Problem('consultation.matterUnknown', { params: { code: matterCode } });
    if (known.has(matterId)) throw new Problem('consultation.onAgenda', { params: { code: matterCode } });
    known.add(matterId);
    return { matterId, question };
  });
}
