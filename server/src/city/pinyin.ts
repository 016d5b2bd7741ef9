import { pinyin } from 'pinyin-pro';

/** How a Chinese name is typed in Latin letters. */
export interface Spelling {
  /** `hcq` for 合川区; letters and digits of the name stay as they are. */
  readonly initials: string;
  /** `hechuanqu`, with the offsets at which syllables begin. */
  readonly full: string;
  readonly starts: readonly number[];
}

const syllables = (text: string): string[] =>
  pinyin(text, { type: 'array', toneType: 'none', v: true, nonZh: 'consecutive' }).map((part) =>
    part.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
  );

interface Parts {
  readonly texts: readonly string[];
  readonly initials: readonly string[];
}

function spell({ texts, initials }: Parts): Spelling {
  let at = 0;
  const starts = texts.map((text) => (at += text.length) - text.length);
  // Joined, not added up: a string grown by `+` is slow to search.
  return { initials: initials.join(''), full: texts.join(''), starts };
}

const runs = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;
const han = /\p{Script=Han}/u;

function partsOf(text: string): Parts {
  const parts = [...text.matchAll(runs)].flatMap(([run]) =>
    han.test(run)
      ? syllables(run).map((syllable) => [syllable, syllable.slice(0, 1)] as const)
      : [run.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')].map((part) => [part, part] as const),
  );
  return { texts: parts.map(([text]) => text), initials: parts.map(([, initial]) => initial) };
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/**
 * Spells names. Names of a city repeat their parts thousands of times (`营盘街社区第001网格`), so a name is spelt in two
 * parts, what it shares with the beginning of `above` and the rest, and both are remembered.
 */
export function speller(): (name: string, above?: string) => Spelling {
  const spelt = new Map<string, Parts>();
  const remembered = (text: string): Parts => {
    const known = spelt.get(text);
    if (known !== undefined) return known;
    const made = partsOf(text);
    spelt.set(text, made);
    return made;
  };
  return (name, above = '') => {
    const shared = commonStart(name, above);
    const [first, rest] = [remembered(shared), remembered(name.slice(shared.length))];
    return spell({
      texts: [...first.texts, ...rest.texts],
      initials: [...first.initials, ...rest.initials],
    });
  };
}
