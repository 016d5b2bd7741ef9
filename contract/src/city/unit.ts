import { z } from 'zod';
import { Position } from '../geo.ts';
import { RoleGrant } from '../people/scope.ts';
import { Text } from '../text.ts';
import { DivisionLevel, PlaceCode } from './place.ts';

export const UnitCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
  error: 'a code of 1–40 lower-case letters, digits and hyphens',
});

/** A centre owns procedure, a department substance; an enterprise runs a network or service under contract. */
export const unitKinds = ['centre', 'department', 'enterprise', 'organisation'] as const;
export const UnitKind = z.enum(unitKinds);
export type UnitKind = z.infer<typeof UnitKind>;

export const Unit = z.object({
  code: UnitCode,
  name: Text,
  kind: UnitKind,
  /** The level it works at; every centre stands for exactly one division of that level. */
  level: DivisionLevel,
  divisionCode: PlaceCode,
  /** The unit above: escalation goes up this line, assignment down. Null at the top. */
  parentCode: UnitCode.nullable(),
  position: Position.nullable(),
  phone: z.string().max(40).nullable(),
});
export type Unit = z.infer<typeof Unit>;

export const StaffLogin = z.string().regex(/^[a-z0-9][a-z0-9._@+-]{1,99}$/, {
  error: 'a login of lower-case letters, digits and . _ @ + -',
});

/** An account named by its role: packs hold no persons. */
export const StaffAccount = z.object({
  login: StaffLogin,
  name: Text,
  /** Where this account works and whose queue it serves. */
  unitCode: UnitCode,
  grants: z.array(RoleGrant).min(1),
  /** Grids this officer answers for; each lies within one of the officer's places. */
  gridCodes: z.array(PlaceCode),
});
export type StaffAccount = z.infer<typeof StaffAccount>;
