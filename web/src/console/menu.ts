import type { Permission } from '@heliu/contract/permission';
import { type MenuEntry, type MenuGroup, menuGroups } from '../kernel/route/index.ts';
import { modules } from './modules.ts';

const entries: readonly MenuEntry[] = modules.flatMap(({ menu }) => menu);

/** Entries a person may open, by group; groups without any are left out. */
export function menuFor(
  can: (permission: Permission) => boolean,
): readonly { readonly group: MenuGroup; readonly entries: readonly MenuEntry[] }[] {
  return menuGroups
    .map((group) => ({
      group,
      entries: entries
        .filter((entry) => entry.group === group && (entry.permissions?.some(can) ?? true))
        .toSorted((a, b) => a.order - b.order),
    }))
    .filter((section) => section.entries.length > 0);
}

/** The one that an address lies under: the longest that it starts with. */
const under = <One extends { readonly to: string }>(path: string, all: readonly One[]): One | undefined =>
  all
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0];

/** The entry whose page is open. */
export const entryAt = (path: string): MenuEntry | undefined => under(path, entries);

const pages = [...modules.flatMap((one) => one.pages ?? []), ...entries];

/** Whether a page is for a person's roles; what it shows of it is decided by the server. */
export const mayOpen = (path: string, can: (permission: Permission) => boolean): boolean =>
  under(path, pages)?.permissions?.some(can) ?? true;
