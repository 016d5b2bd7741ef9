import { findCentre } from '@heliu/contract/city/pack-index';
import type { City } from '../city/index.ts';
import type { NewEvent } from '../kernel/events.ts';

export interface Facts {
  readonly at: number;
  readonly actorId: number | null;
  readonly commandId: string | null;
}

/** The centre that looks after the account of an organisation at a place. */
const centreOf = (placeCode: string, city: City): string =>
  findCentre(city.index, placeCode, 'township')?.code ?? city.pack.fallback.unit;

/** What happened to an account, in ids and codes; names and words stay out of the log. */
export function organisationEvent(
  {
    id,
    placeCode,
    placePath,
  }: { readonly id: string; readonly placeCode: string; readonly placePath: string },
  kind: string,
  facts: Facts,
  city: City,
  payload: Readonly<Record<string, unknown>> = {},
): NewEvent {
  const unitId = centreOf(placeCode, city);
  return {
    kind: `organisation.${kind}`,
    subject: `organisation:${id}`,
    ...facts,
    placePath,
    unitIds: [unitId],
    payload: { organisationId: id, unitId, ...payload },
  };
}
