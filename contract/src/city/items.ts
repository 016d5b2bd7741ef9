import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { CatalogueVersion, MatterClass, MatterType } from './matter-type.ts';
import { UnitCode } from './unit.ts';

export const CatalogueType = MatterType.extend({
  /** Whether new matters may have it today. */
  inForce: z.boolean(),
  /** Unit that leads by the duty list; null where none is named. */
  leadUnitCode: UnitCode.nullable(),
  assistUnitCodes: z.array(UnitCode),
});
export type CatalogueType = z.infer<typeof CatalogueType>;

export const getCatalogue = endpoint({
  id: 'city.catalogue',
  method: 'GET',
  path: '/api/city/catalogue',
  permission: 'city.read',
  summary:
    'Every type of matter the city ever had, with its conditions for filing and closing, limits and steps',
  reply: z.object({
    versionId: z.int(),
    /** Oldest first. */
    versions: z.array(CatalogueVersion),
    /** Version in force today. */
    current: z.string(),
    classes: z.array(MatterClass),
    types: z.array(CatalogueType),
  }),
});
