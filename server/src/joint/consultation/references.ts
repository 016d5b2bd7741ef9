import { findMatterCode } from '@heliu/contract/matter/code';
import { isFinal, type Stage } from '@heliu/contract/matter/model';
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

/** What is over is settled, and what was merged into another matter is talked about with that one. */
export const canBeConsulted = (stage: string): boolean => !isFinal(stage as Stage);

/**
 * Matters by their codes, as far as the actor sees them.
 * @throws Problem `consultation.matterUnknown`, `consultation.matterOver`, `consultation.matterMerged`,
 * `consultation.onAgenda` for one that is there or named twice.
 */
export async function newItems(
  trx: Trx,
  wanted: readonly WantedItem[],
  there: readonly string[],
  visible: RawBuilder<boolean>,
): Promise<{ matterId: string; question: string }[]> {
  const codes = wanted.map(({ matterCode }) => findMatterCode(matterCode) ?? matterCode);
  const { rows } = await sql<{ id: string; code: string; stage: string }>`
    SELECT m.id, m.code, m.stage FROM matter.matters m WHERE m.code = ANY(${codes}::text[]) AND ${visible}`.execute(
    trx,
  );
  const matters = new Map(rows.map((row) => [row.code, row]));
  const known = new Set(there);
  return wanted.map(({ matterCode, question }, index) => {
    const matter = matters.get(codes[index] ?? '');
    const params = { code: matter?.code ?? matterCode };
    if (matter === undefined) throw new Problem('consultation.matterUnknown', { params });
    const { id: matterId, stage } = matter;
    if (known.has(matterId)) throw new Problem('consultation.onAgenda', { params });
    if (!canBeConsulted(stage)) {
      throw new Problem(stage === 'merged' ? 'consultation.matterMerged' : 'consultation.matterOver', {
        params,
      });
    }
    known.add(matterId);
    return { matterId, question };
  });
}
