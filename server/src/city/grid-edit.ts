import type { gridEditEnds } from '@heliu/contract/city-api';
import type { GridChange, Succession } from '@heliu/contract/city/grid-edit';
import type { CityPack } from '@heliu/contract/city/pack';
import type { Entry } from './entry.ts';

/** Kind of the entries that hold what was replaced by what; they stay for the history when the edit has ended. */
export const gridEditKind = 'gridEdit';

export interface GridEditEnd {
  readonly as: (typeof gridEditEnds)[number];
  /** Place in the order of all edits and ends. */
  readonly no: number;
  readonly at: string;
  readonly by: number | null;
  readonly reason: string | null;
}

/** A change of grids made by hand in the running city. */
export interface GridEdit extends GridChange {
  readonly id: string;
  readonly no: number;
  readonly at: string;
  readonly by: number | null;
  readonly reason: string;
  readonly ended: GridEditEnd | null;
}

/** All edits that were ever made, oldest first. */
export const editsOf = (entries: readonly Entry[]): GridEdit[] =>
  entries
    .filter(({ kind }) => kind === gridEditKind)
    .map(({ document }) => document as GridEdit)
    .toSorted((a, b) => a.no - b.no);

export const entryOf = (edit: GridEdit): Entry => ({ kind: gridEditKind, code: edit.id, document: edit });

export const nextNo = (edits: readonly GridEdit[]): number =>
  1 + edits.reduce((most, { no, ended }) => Math.max(most, no, ended?.no ?? 0), 0);

/** What follows what when an edit is taken back. */
export const reversed = ({ successions, after }: GridChange): Succession[] =>
  after.flatMap(({ code }) => {
    const to = successions.flatMap(({ from, to: followers }) => (followers.includes(code) ? [from] : []));
    return to.length === 0 ? [] : [{ from: code, to }];
  });

/** Successions in the order they happened; a contained edit goes on in the pack. */
function steps(edits: readonly GridEdit[]): Succession[] {
  return edits
    .flatMap((edit) => [
      { no: edit.no, successions: edit.successions, gone: [] as readonly string[] },
      ...(edit.ended === null || edit.ended.as === 'contained'
        ? []
        : [
            {
              no: edit.ended.no,
              successions: reversed(edit),
              gone: edit.before.map(({ code }) => code),
            },
          ]),
    ])
    .toSorted((a, b) => a.no - b.no)
    .flatMap(({ successions, gone }) => [...gone.map((from) => ({ from, to: [] })), ...successions]);
}

/** Codes that gave way → the codes in force that follow them; those that nothing follows are absent. */
export function followersOf(
  edits: readonly GridEdit[],
  isInForce: (code: string) => boolean,
): Map<string, readonly string[]> {
  const next = new Map<string, readonly string[]>();
  for (const { from, to } of steps(edits)) {
    if (to.length === 0) next.delete(from);
    else next.set(from, to);
  }
  const resolve = (code: string, seen: ReadonlySet<string>): string[] =>
    isInForce(code)
      ? [code]
      : seen.has(code)
        ? []
        : (next.get(code) ?? []).flatMap((one) => resolve(one, new Set([...seen, code])));
  return new Map(
    [...next.keys()].flatMap((code) => {
      const followers = isInForce(code) ? [] : [...new Set(resolve(code, new Set()))];
      return followers.length === 0 ? [] : [[code, followers] as const];
    }),
  );
}

/** What a pack names grids by, led on to those that follow: officers' grids and areas of routing rules. */
export function withFollowers(pack: CityPack, followers: ReadonlyMap<string, readonly string[]>): CityPack {
  if (followers.size === 0) return pack;
  const led = (codes: readonly string[]) => [
    ...new Set(codes.flatMap((code) => followers.get(code) ?? [code])),
  ];
  const named = (codes: readonly string[]) => codes.some((code) => followers.has(code));
  return {
    ...pack,
    staff: pack.staff.map((account) =>
      named(account.gridCodes) ? { ...account, gridCodes: led(account.gridCodes) } : account,
    ),
    routing: pack.routing.map((rule) =>
      named(rule.when.areas ?? [])
        ? { ...rule, when: { ...rule.when, areas: led(rule.when.areas ?? []) } }
        : rule,
    ),
  };
}
