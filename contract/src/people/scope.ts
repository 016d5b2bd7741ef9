import { z } from 'zod';
import { Role, roles } from '../permission.ts';
import { Text } from '../text.ts';

/** A role reaches over a place of the division tree (district, township, community, grid) or over a unit. */
export const ScopeKind = z.enum(['place', 'unit']);
export type ScopeKind = z.infer<typeof ScopeKind>;

/** Kinds of scope that a role may be held in; a role without any is held over nothing but one's own affairs. */
export const scopeKinds = {
  resident: [],
  officer: ['place'],
  operator: ['place', 'unit'],
  handler: ['unit'],
  verifier: ['place', 'unit'],
  supervisor: ['place', 'unit'],
  leader: ['place', 'unit'],
  administrator: ['place'],
} as const satisfies Record<Role, readonly ScopeKind[]>;

/** Roles that an administrator grants; `resident` comes with signing up. */
export const grantableRoles = roles.filter((role) => scopeKinds[role].length > 0);

export const Scope = z.object({ kind: ScopeKind, code: z.string().min(1).max(40) });
export type Scope = z.infer<typeof Scope>;

/** `path` names what lies above, outermost first, so that two communities of one name can be told apart. */
export const NamedScope = Scope.extend({ name: Text, path: Text.optional() });
export type NamedScope = z.infer<typeof NamedScope>;

export const RoleGrant = z
  .object({ role: Role, scope: Scope })
  .refine((grant) => (scopeKinds[grant.role] as readonly ScopeKind[]).includes(grant.scope.kind), {
    path: ['scope'],
    error: 'this role is not held over this kind of scope',
  });
export type RoleGrant = z.infer<typeof RoleGrant>;

/** The unit an account works in, whose queue it serves; residents have none. */
export const HomeUnit = z.object({ code: z.string(), name: Text });
export type HomeUnit = z.infer<typeof HomeUnit>;

/** `scope` is null for `resident` alone. */
export const HeldRole = z.object({ role: Role, scope: NamedScope.nullable() });
export type HeldRole = z.infer<typeof HeldRole>;
