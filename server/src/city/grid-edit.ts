import type { gridEditEnds } from '@heliu/contract/city-api';
import type { GridChange, Succession } from '@heliu/contract/city/grid-edit';
import type { CityPack } from '@heliu/contract/city/pack';
import type { GridChangeCause } from '@heliu/contract/matter/model';
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

/** Grids in force that stand in the stead of one that gave way, and what was done to it. */
export interface Following {
  readonly to: readonly string[];
  readonly cause: GridChangeCause;
}
export type Followers = ReadonlyMap<string, Following>;

interface Step extends Succession {
  readonly cause: GridChangeCause;
}

const causeOf = (edit: GridEdit): GridChangeCause => (edit.kind === 'describe' ? 'redraw' : edit.kind);

/** Successions in the order they happened; a contained edit goes on in the pack. */
function steps(edits: readonly GridEdit[]): Step[] {
  return edits
    .flatMap((edit) => [
      { no: edit.no, cause: causeOf(edit), successions: edit.successions, gone: [] as readonly string[] },
      ...endOf(edit),
    ])
    .toSorted((a, b) => a.no - b.no)
    .flatMap(({ successions, gone, cause }) =>
      [...gone.map((from) => ({ from, to: [] })), ...successions].map((one) => ({ ...one, cause })),
    );
}

function endOf(edit: GridEdit) {
  if (edit.ended === null || edit.ended.as === 'contained') return [];
  const cause: GridChangeCause = edit.ended.as === 'undone' ? 'undo' : 'pack';
  const gone = edit.before.map(({ code }) => code);
  return [{ no: edit.ended.no, cause, successions: reversed(edit), gone }];
}

/** By the codes that gave way; those that nothing in force follows are absent. */
export function followersOf(
  edits: readonly GridEdit[],
  isInForce: (code: string) => boolean,
): Map<string, Following> {
  const next = new Map<string, Step>();
  for (const step of steps(edits)) {
    if (step.to.length === 0) next.delete(step.from);
    else next.set(step.from, step);
  }
  const resolve = (code: string, seen: ReadonlySet<string>): readonly string[] =>
    isInForce(code)
      ? [code]
      : seen.has(code)
        ? []
        : (next.get(code)?.to ?? []).flatMap((one) => resolve(one, new Set([...seen, code])));
  return new Map(
    [...next].flatMap(([code, { cause }]) => {
      const to = isInForce(code) ? [] : [...new Set(resolve(code, new Set()))];
      return to.length === 0 ? [] : [[code, { to, cause }] as const];
    }),
  );
}

/** What a pack names grids by, led on to those that follow: officers' grids and areas of routing rules. */
export function withFollowers(pack: CityPack, followers: Followers): CityPack {
  if (followers.size === 0) return pack;
  const led = (codes: readonly string[]) => [
    ...new Set(codes.flatMap((code) => followers.get(code)?.to ?? [code])),
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
