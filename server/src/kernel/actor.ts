import type { KeyScope } from '@heliu/contract/keys';
import type { Permission, Role } from '@heliu/contract/permission';
import type { Language } from '@heliu/contract/text';

/** One role held in one scope. `placePath` covers a place and all below it; `unitId` a unit's own work. */
export interface Grant {
  readonly role: Role;
  readonly placePath: string | null;
  readonly unitId: string | null;
}

/** The person (or the system) behind a request; travels into every query and every rule. */
export interface Actor {
  readonly accountId: number;
  readonly sessionId: string;
  readonly displayName: string;
  /** Of staff, where they have one. */
  readonly displayNameEn?: string | null;
  readonly language: Language;
  readonly grants: readonly Grant[];
  readonly permissions: ReadonlySet<Permission>;
  /** Set where a program acts with an API key: what of the endpoints that name no permission it may use. */
  readonly key?: { readonly id: number; readonly scopes: ReadonlySet<KeyScope> };
}

/** Places that are administered by these grants. */
export const administered = ({
  grants,
}: {
  readonly grants: readonly Pick<Grant, 'role' | 'placePath'>[];
}) => [
  ...new Set(
    grants.flatMap(({ role, placePath }) =>
      role === 'administrator' && placePath !== null ? [placePath] : [],
    ),
  ),
];

/** Whether a path lies at or below another in the division tree. Paths are `a/b/c`. */
export function within(path: string, scope: string): boolean {
  return path === scope || path.startsWith(`${scope}/`);
}

/** A path and all above it, outermost first. */
export const pathsAbove = (path: string): string[] =>
  path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
