import type { Text } from '../text.ts';
import type { CodeScheme } from './matter-type.ts';
import { gridCodeLength } from './official-code.ts';

export interface CodesAsked {
  readonly scheme: CodeScheme;
  readonly communityCode: string;
  /** Code of a grid that gives way; its form is followed where the city's codes do not nest. */
  readonly like: string;
  /** Every code that a place of this city has or ever had. */
  readonly taken: ReadonlySet<string>;
}

/** Beginning of a community's codes, and digits of the number behind it. */
function formOf({ scheme, communityCode, like }: CodesAsked): { head: string; digits: number; most: number } {
  const serial = scheme.grid?.serial ?? 0;
  const nests = /^\d+$/.test(communityCode) && communityCode.length + serial === gridCodeLength(scheme);
  if (serial > 0 && nests) return { head: communityCode, digits: serial, most: 10 ** serial - 1 };
  const [, head = '', number] = /^(.*?)(\d*)$/.exec(like) ?? [];
  const most = 9_999;
  return number === undefined || number === ''
    ? { head: `${like}-`, digits: 1, most }
    : { head, digits: number.length, most };
}

/** The next free codes; undefined where a community has none left. A code that was ever used is not given again. */
export function nextCodes(asked: CodesAsked, count: number): string[] | undefined {
  const { head, digits, most } = formOf(asked);
  const numbers = [...asked.taken].flatMap((code) => {
    const rest = code.startsWith(head) ? code.slice(head.length) : '';
    return /^\d+$/.test(rest) ? [Number(rest)] : [];
  });
  const codeOf = (number: number) => `${head}${String(number).padStart(digits, '0')}`;
  const highest = numbers.reduce((known, number) => Math.max(known, number), 0);
  const after = Array.from({ length: count }, (_, i) => highest + 1 + i);
  if ((after.at(-1) ?? 0) <= most) return after.map(codeOf);
  const free = Array.from({ length: most }, (_, i) => codeOf(i + 1)).filter((code) => !asked.taken.has(code));
  return free.length < count ? undefined : free.slice(0, count);
}

const trailing = /\d+$/;

/** A name for a grid that follows another: with the new number where the old name has the old one, else numbered. */
export function nameAfter(
  old: { readonly code: string; readonly name: Text },
  code: string,
  no: number,
): Text {
  const was = trailing.exec(old.code)?.[0].slice(-3) ?? '';
  const is = trailing.exec(code)?.[0].slice(-3) ?? '';
  const both = was !== '' && is !== '' && old.name.zh.includes(was) && old.name.en.includes(was);
  const renamed = (text: string) => {
    const at = text.lastIndexOf(was);
    return `${text.slice(0, at)}${is}${text.slice(at + was.length)}`;
  };
  return both
    ? { zh: renamed(old.name.zh), en: renamed(old.name.en) }
    : { zh: `${old.name.zh}（${no}）`, en: `${old.name.en} (${no})` };
}
