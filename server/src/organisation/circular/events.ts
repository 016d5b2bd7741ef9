import type { City } from '../../city/index.ts';
import type { NewEvent } from '../../kernel/events.ts';
import type { Facts } from '../events.ts';
import { pathOfUnit } from '../policy.ts';

/** What happened to a notice or order, in ids and codes; its words stay out of the log. */
export const circularEvent = (
  { id, unitId }: { readonly id: string; readonly unitId: string },
  kind: string,
  facts: Facts,
  city: City,
  payload: Readonly<Record<string, unknown>> = {},
): NewEvent => ({
  kind: `organisation.${kind}`,
  subject: `circular:${id}`,
  ...facts,
  placePath: pathOfUnit(unitId, city) ?? null,
  unitIds: [unitId],
  payload: { unitId, ...payload },
});
