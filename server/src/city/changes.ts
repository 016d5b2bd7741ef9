import type { EntryChanges } from '@heliu/contract/city-api';
import { canonical, type Entry } from './entry.ts';

/** What an import does to one kind of entry, by code. */
export interface CityChanges {
  readonly kind: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const keyOf = ({ kind, code }: Entry): string => `${kind} ${code}`;

/** A change made by hand leaves most documents the very objects that were read. */
const isSame = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);

/** From the entries in force to those wanted; kinds that stay as they are do not appear. */
export function compareEntries(current: readonly Entry[], wanted: readonly Entry[]): CityChanges[] {
  const before = new Map(current.map((entry) => [keyOf(entry), entry.document]));
  const after = new Set(wanted.map(keyOf));
  const kinds = new Map<string, { added: string[]; changed: string[]; removed: string[] }>();
  const of = (kind: string) => {
    const found = kinds.get(kind) ?? { added: [], changed: [], removed: [] };
    kinds.set(kind, found);
    return found;
  };
  for (const entry of wanted) {
    const key = keyOf(entry);
    if (!before.has(key)) of(entry.kind).added.push(entry.code);
    else if (!isSame(before.get(key), entry.document)) of(entry.kind).changed.push(entry.code);
  }
  for (const entry of current) if (!after.has(keyOf(entry))) of(entry.kind).removed.push(entry.code);
  return [...kinds].map(([kind, lists]) => ({ kind, ...lists }));
}

export const codesOf = (changes: readonly CityChanges[], kind: string): CityChanges =>
  changes.find((change) => change.kind === kind) ?? { kind, added: [], changed: [], removed: [] };

/** Counts alone. Orders of lists follow from the rest and are left out, but for the rules, which are tried in turn. */
export function summarise(changes: readonly CityChanges[]): EntryChanges[] {
  const rules = codesOf(changes, 'rule');
  const isMoved = rules.added.length + rules.removed.length === 0;
  return changes
    .map((change) => (change.kind === 'order' ? orderOfRules(change) : change))
    .filter(({ kind, changed }) => kind !== 'order' || (isMoved && changed.length > 0))
    .map(({ kind, added, changed, removed }) => ({
      kind,
      added: added.length,
      changed: changed.length,
      removed: removed.length,
    }));
}

/** Entry of the order in which the rules are tried. */
export const ruleOrder = 'routing';

const orderOfRules = ({ kind, changed }: CityChanges): CityChanges => ({
  kind,
  added: [],
  changed: changed.filter((code) => code === ruleOrder),
  removed: [],
});
