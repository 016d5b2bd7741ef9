import type { FieldChange } from '@heliu/contract/city-api';
import type { Text } from '@heliu/contract/text';
import { canonical } from '../entry.ts';
import type { Names } from './names.ts';
import { isFields, isText, joined, labelOf, nameOf, tell, tellMember, type Fields } from './tell.ts';

/** Where in a document one is: the keys that lead there, and what people call the way. */
interface At {
  readonly keys: readonly string[];
  readonly trail: readonly Text[];
  readonly names: Names;
}

const english: Text = { zh: '英文', en: 'English' };
const chinese: Text = { zh: '中文', en: 'Chinese' };
const order: Text = { zh: '次序', en: 'order' };
/** Lists up to this length are told whole, before and after. */
const mostWhole = 6;

const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const isMissing = (value: unknown): boolean => value === null || value === undefined;

/** What is not as before, part by part, in words. */
export const differ = (was: unknown, is: unknown, keys: readonly string[], names: Names): FieldChange[] =>
  compare(was, is, { keys, trail: [], names });

function compare(was: unknown, is: unknown, at: At): FieldChange[] {
  if (isSame(was, is)) return [];
  if (isText(was) && isText(is)) return [compareTexts(was, is, at)];
  if (Array.isArray(was) && Array.isArray(is) && !isWhole(at)) return compareLists(was, is, at);
  if (isFields(was) && isFields(is) && goesInto(was, is, at)) return compareFields(was, is, at);
  return [change(at, isMissing(was) ? null : told(was, at), isMissing(is) ? null : told(is, at))];
}

const wholes = new Set(['centre', 'position', 'outline', 'lead', 'spans', 'onCall', 'frequency', 'limit']);
const isWhole = ({ keys }: At): boolean => wholes.has(keys.at(-1) ?? '');

/** Two ways of saying one thing have no part in common, or have their parts in every case. */
function goesInto(was: Fields, is: Fields, at: At): boolean {
  if (isWhole(at) || ('value' in was && 'unit' in was)) return false;
  const isRecord = labelledByValue.has(at.keys.at(-1) ?? '');
  return isRecord || Object.keys(was).length === 0 || Object.keys(was).some((key) => key in is);
}
const labelledByValue = new Set(['limits', 'pauses', 'reasons', 'words', 'answers', 'when']);

const told = (value: unknown, { keys, names }: At): Text => tell(value, keys, names);

const change = ({ trail }: At, from: Text | null, to: Text | null): FieldChange => ({
  label: trail.length === 0 ? null : joined(trail, ' · ', ' · '),
  from,
  to,
});

const into = (at: At, key: string): At => {
  const keys = [...at.keys, key];
  return { ...at, keys, trail: [...at.trail, labelOf(keys, at.names)] };
};
const beside = (at: At, label: Text): At => ({ ...at, trail: [...at.trail, label] });

/** A change of one language alone is told to readers of both. */
function compareTexts(was: Text, is: Text, at: At): FieldChange {
  const only = was.zh === is.zh ? 'en' : was.en === is.en ? 'zh' : undefined;
  if (only === undefined) return change(at, was, is);
  const both = (text: Text): Text => ({ zh: text[only], en: text[only] });
  return change(beside(at, only === 'en' ? english : chinese), both(was), both(is));
}

const compareFields = (was: Fields, is: Fields, at: At): FieldChange[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) =>
    compare(was[key], is[key], into(at, key)),
  );

/** What a member is matched by; the same in both lists for one thing. */
function identityOf(member: unknown): string | undefined {
  if (!isFields(member)) return undefined;
  const { code, kind, version, date, monthDay, unit, units, every } = member;
  const own = [code, version, date, monthDay, unit, kind].find((part) => typeof part === 'string');
  const shared = units ?? every;
  return typeof own === 'string' ? own : isMissing(shared) ? undefined : canonical(shared);
}

function keyed(list: readonly unknown[]): Map<string, unknown> | undefined {
  const members = new Map<string, unknown>();
  for (const member of list) {
    const identity = identityOf(member);
    if (identity === undefined || members.has(identity)) return undefined;
    members.set(identity, member);
  }
  return members;
}

function compareLists(was: readonly unknown[], is: readonly unknown[], at: At): FieldChange[] {
  const [before, after] = [keyed(was), keyed(is)];
  if (before === undefined || after === undefined) return compareLoose(was, is, at);
  const kept = [...after].flatMap(([identity, member]) =>
    before.has(identity)
      ? compare(
          before.get(identity),
          member,
          beside(at, nameOf(member, at.keys, at.names) ?? codeOf(identity)),
        )
      : [],
  );
  const gone = [...before].filter(([identity]) => !after.has(identity)).map(([, member]) => member);
  const come = [...after].filter(([identity]) => !before.has(identity)).map(([, member]) => member);
  return [
    ...cameAndWent(gone, come, at),
    ...kept,
    ...moved([...before.keys()], [...after.keys()], after, at),
  ];
}

const codeOf = (identity: string): Text => ({ zh: identity, en: identity });

/** Members without a name of their own. */
function compareLoose(was: readonly unknown[], is: readonly unknown[], at: At): FieldChange[] {
  const isShort = was.length <= mostWhole && is.length <= mostWhole;
  const [gone, come] = [without(was, is), without(is, was)];
  if (isShort || gone.length + come.length === 0) {
    const all = (list: readonly unknown[]) => (list.length === 0 ? null : tellAll(list, at));
    return [change(at, all(was), all(is))];
  }
  return cameAndWent(gone, come, at);
}

function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const there = new Set(other.map(canonical));
  return list.filter((member) => !there.has(canonical(member)));
}

const tellAll = (list: readonly unknown[], { keys, names }: At): Text =>
  joined(list.map((member) => tellMember(member, keys, names)));

const cameAndWent = (gone: readonly unknown[], come: readonly unknown[], at: At): FieldChange[] => [
  ...(come.length > 0 ? [change(at, null, tellAll(come, at))] : []),
  ...(gone.length > 0 ? [change(at, tellAll(gone, at), null)] : []),
];

/** Members that are in both lists but not in the same order: from the first to the last that moved. */
function moved(
  was: readonly string[],
  is: readonly string[],
  members: ReadonlyMap<string, unknown>,
  at: At,
): FieldChange[] {
  const found = movedIn(was, is);
  if (found === undefined || unordered.has(at.keys.at(-1) ?? '')) return [];
  const name = (identity: string): Text =>
    nameOf(members.get(identity), at.keys, at.names) ?? codeOf(identity);
  return [change(beside(at, order), joined(found.was.map(name)), joined(found.is.map(name)))];
}
/** Lists whose order says nothing. */
const unordered = new Set(['holidays', 'makeUpDays', 'fixedHolidays', 'duties', 'knowledge']);

/** The stretch in which two lists of codes order what both have in another way; undefined where there is none. */
export function movedIn(
  was: readonly string[],
  is: readonly string[],
): { readonly was: readonly string[]; readonly is: readonly string[] } | undefined {
  const [before, after] = [new Set(was), new Set(is)];
  const a = was.filter((code) => after.has(code));
  const b = is.filter((code) => before.has(code));
  const first = a.findIndex((code, i) => code !== b[i]);
  if (first < 0) return undefined;
  const last = a.findLastIndex((code, i) => code !== b[i]);
  return { was: a.slice(first, last + 1), is: b.slice(first, last + 1) };
}
