import type { EntryChange, KindChanges } from '@heliu/contract/city-api';
import type { Text } from '@heliu/contract/text';
import { type CityChanges, ruleOrder } from '../changes.ts';
import type { Entry } from '../entry.ts';
import type { GridEdit } from '../grid-edit.ts';
import { codeText } from '../named.ts';
import { differ, movedIn } from './differ.ts';
import { settingName } from './labels.ts';
import { type Names, namesIn } from './names.ts';
import { type Fields, isFields, isText, joined } from './tell.ts';

/** The state of a city before and after an import. */
export interface Compared {
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
}

type Act = EntryChange['act'];
const acts: readonly Act[] = ['changed', 'added', 'removed'];

/** Where the keys of an entry start, so that its parts are told by the names they have there. */
const listOf: Readonly<Record<string, string>> = {
  division: 'divisions',
  grid: 'grids',
  landmark: 'landmarks',
  unit: 'units',
  staff: 'staff',
  class: 'classes',
  type: 'types',
  rule: 'routing',
  template: 'replyTemplates',
};

/**
 * What an import does, entry by entry and part by part, in words; of each kind at most `most` entries of each act, the
 * counts are of all. Orders of lists follow from the rest and are left out, but for the rules, which are tried in turn.
 */
export function tellChanges(
  changes: readonly CityChanges[],
  { before, after }: Compared,
  most = Infinity,
): KindChanges[] {
  const names = namesIn(before, after);
  const was = documentsOf(before);
  const is = documentsOf(after);
  return changes.flatMap(({ kind, ...codes }) => {
    const lists = kind === 'order' ? rulesMoved(codes.changed, was, is) : codes;
    if (acts.every((act) => lists[act].length === 0)) return [];
    const entries = acts.flatMap((act) =>
      lists[act]
        .slice(0, most)
        .map((code) => tellEntry({ kind, code, act, before: was(kind, code), after: is(kind, code) }, names)),
    );
    const { added, changed, removed } = lists;
    return [{ kind, added: added.length, changed: changed.length, removed: removed.length, entries }];
  });
}

type Documents = (kind: string, code: string) => unknown;

function documentsOf(entries: readonly Entry[]): Documents {
  const documents = new Map(entries.map(({ kind, code, document }) => [`${kind} ${code}`, document]));
  return (kind, code) => documents.get(`${kind} ${code}`);
}

function rulesMoved(changed: readonly string[], was: Documents, is: Documents) {
  const [before, after] = [was('order', ruleOrder), is('order', ruleOrder)];
  const moved =
    changed.includes(ruleOrder) &&
    Array.isArray(before) &&
    Array.isArray(after) &&
    movedIn(before, after) !== undefined;
  return { added: [], changed: moved ? [ruleOrder] : [], removed: [] };
}

export interface EntryPair {
  readonly kind: string;
  readonly code: string;
  readonly act: Act;
  readonly before: unknown;
  readonly after: unknown;
}

export function tellEntry({ kind, code, act, before, after }: EntryPair, names: Names): EntryChange {
  return {
    code,
    name: nameIn(kind, code, act === 'removed' ? before : after),
    act,
    fields: act === 'changed' ? fieldsOf(kind, code, before, after, names) : [],
  };
}

function nameIn(kind: string, code: string, document: unknown): Text | null {
  if (kind === 'setting') return settingName(code);
  if (kind === 'order') return { zh: '规则的先后', en: 'Order of the rules' };
  if (kind === 'gridEdit') return nameOfEdit(document as GridEdit);
  if (!isFields(document)) return null;
  return [document['name'], document['title']].find(isText) ?? null;
}

const nameOfEdit = ({ before, after }: GridEdit): Text => {
  const [from, to] = [before, after].map((grids) => joined(grids.map(({ name }) => name)));
  return { zh: `${from?.zh} → ${to?.zh}`, en: `${from?.en} → ${to?.en}` };
};

function fieldsOf(kind: string, code: string, before: unknown, after: unknown, names: Names) {
  if (kind === 'order') {
    const moved = movedIn(before as string[], after as string[]);
    if (moved === undefined) return [];
    const told = (codes: readonly string[]) =>
      joined(codes.map((rule) => names.find(ruleOrder, rule) ?? codeText(rule)));
    return [{ label: null, from: told(moved.was), to: told(moved.is) }];
  }
  const keys = kind === 'setting' ? [code] : [listOf[kind] ?? kind];
  const [was, is] = [partsOf(kind, before), partsOf(kind, after)];
  return differ(was, is, keys, names);
}

/** Without what follows from other parts: paths, the rules' share in the first filing condition, and how an edit was made. */
function partsOf(kind: string, document: unknown): unknown {
  if (!isFields(document)) return document;
  if (kind === 'gridEdit') {
    const { reason, ended } = document as Fields & GridEdit;
    return { reason, ended: ended?.as ?? null };
  }
  if (kind === 'division' || kind === 'grid') {
    const { path: _, ...rest } = document;
    return rest;
  }
  if (kind !== 'type') return document;
  const rules = isFields(document['rules']) ? document['rules'] : {};
  const { typeCode: _, limits, ...steps } = rules;
  const { handling: __, ...others } = isFields(limits) ? limits : {};
  return { ...document, rules: { ...steps, limits: others } };
}
