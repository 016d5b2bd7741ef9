import type { Text } from '@heliu/contract/text';
import { type Document, visit, type YAMLParseError } from 'yaml';
import type { FaultTexts } from './fault.ts';

export interface SyntaxFault {
  /** Place in the text, counted in characters. */
  readonly at: number;
  readonly texts: FaultTexts;
}

/**
 * What keeps a file from being read. What stands after a break is read wrongly, so all that the parser says of it is
 * noise: one break is one fault. A key that stands twice breaks nothing, and each is told.
 */
export function syntaxFaults(document: Document, text: string): readonly SyntaxFault[] {
  const inOrder = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const broken = inOrder.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  const told = broken === -1 ? inOrder : inOrder.slice(0, broken + 1);
  if (told.length === 0) return lostAliases(document);
  return told.map((error) => ({ at: placeOf(error, document), texts: textsOf(error, text) }));
}

/** What is not closed is told where it was opened; the parser tells it where it gave up, often at the file's end. */
function placeOf({ message, pos }: YAMLParseError, document: Document): number {
  if (!/^(?:Flow|Missing closing)/.test(message)) return pos[0];
  let opened = pos[0];
  visit(document, {
    Node: (_key, { range }) => {
      if (range?.[1] === pos[0]) opened = range[0];
    },
  });
  return opened;
}

/** Aliases of something that is not marked above them: the parser refuses them only when values are made. */
function lostAliases(document: Document): SyntaxFault[] {
  const lost: SyntaxFault[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      lost.push({ at: alias.range?.[0] ?? 0, texts: aliasTexts(alias.source) });
    },
  });
  return lost;
}

const unreadable: Text = {
  zh: '自此以后的内容无法解析，改正后再检查其余部分',
  en: 'nothing after it can be read, so the rest is checked once this is mended',
};

/** What is wrong, in the words of whoever wrote the file and not in those of the parser. */
function textsOf({ code, message, pos }: YAMLParseError, text: string): FaultTexts {
  if (code === 'DUPLICATE_KEY') return keyTwice(/^[^:\n]*/.exec(text.slice(pos[0]))?.[0].trim() ?? '');
  const known = messages.find(([start]) => message.startsWith(start))?.[1] ?? codes[code];
  return { why: unreadable, ...(known ?? unknown(message)) };
}

const keyTwice = (key: string): FaultTexts => ({
  what: { zh: `“${key}”在同一处写了两次`, en: `${key} stands twice in one place` },
  why: { zh: '一处只能有一个', en: 'one place has each key once' },
  fix: { zh: '留下其中一个', en: 'keep one of the two' },
});

/** @param name as it stands in the file, after the `*` */
const aliasTexts = (name: string): FaultTexts => ({
  what: { zh: `别名 *${name} 之前没有 &${name}`, en: `*${name} has no &${name} before it` },
  why: { zh: '别名指向前面标过的内容', en: 'an alias repeats what was marked above it' },
  fix: {
    zh: `补上 &${name}；若是普通文字，加上引号`,
    en: `mark it with &${name}; quote it if it is a plain word`,
  },
});

const unknown = (message: string): Known => ({
  what: { zh: `YAML 语法错误（${message}）`, en: `this is not YAML (${message})` },
  fix: { zh: '检查本行的缩进、引号和冒号', en: 'look at the indents, quotes and colons of this line' },
});

type Known = Pick<FaultTexts, 'what' | 'fix'>;

const indent: Known = {
  what: {
    zh: '本行的缩进与同级的行不一致',
    en: 'this line is indented otherwise than the lines of its level',
  },
  fix: { zh: '与同级的行对齐', en: 'bring it in line with them' },
};
const bracket: Known = {
  what: { zh: '本行的大括号或方括号没有合上', en: 'a brace or bracket opened on this line is not closed' },
  fix: { zh: '在它的末尾补上 } 或 ]', en: 'add the } or ] at its end' },
};

/** Codes that the parser uses for several things are told apart by the beginnings of its messages. */
const messages: readonly (readonly [string, Known])[] = [
  ['Flow', bracket],
  ['Sequence item without', indent],
  [
    'Missing closing',
    {
      what: { zh: '本行的引号没有合上', en: 'a quotation mark opened on this line is not closed' },
      fix: { zh: '在这段文字的末尾补上引号', en: 'add the quotation mark at the end of the text' },
    },
  ],
  [
    'Comments must',
    {
      what: { zh: '值之后紧接着 #', en: 'a # follows a value at once' },
      fix: {
        zh: '注释前加一个空格；# 属于值时加上引号',
        en: 'put a space before a comment; quote a value that has a #',
      },
    },
  ],
];

const codes: Readonly<Partial<Record<YAMLParseError['code'], Known>>> = {
  BAD_INDENT: indent,
  BLOCK_AS_IMPLICIT_KEY: {
    what: {
      zh: '本行的值里又有一个“键: 值”，或下一行缩进过深',
      en: 'the value on this line holds another `key: value`, or the next line is indented too far',
    },
    fix: {
      zh: '值里有冒号时加上引号，否则把下一行与同级的行对齐',
      en: 'quote a value that has a colon; else bring the next line in line with its level',
    },
  },
  BLOCK_IN_FLOW: {
    what: {
      zh: '大括号内的值里又有冒号，或两项之间缺少逗号',
      en: 'a value within braces holds another colon, or a comma is missing between two entries',
    },
    fix: {
      zh: '值里有冒号时加上引号，各项之间加逗号',
      en: 'quote a value that has a colon, part entries by commas',
    },
  },
  MULTILINE_IMPLICIT_KEY: {
    what: {
      zh: '本行不是“键: 值”：缺少冒号，冒号后缺少空格，或用了全角冒号',
      en: 'this line is no `key: value`: its colon is missing, is a full-width one, or has no space after it',
    },
    fix: {
      zh: '写成“键: 值”，用半角冒号加一个空格',
      en: 'write `key: value`, with a plain colon and a space',
    },
  },
  TAB_AS_INDENT: {
    what: { zh: '本行用制表符缩进', en: 'this line is indented with a tab' },
    fix: { zh: '把行首的制表符换成空格', en: 'put spaces in place of the tab' },
  },
  BAD_SCALAR_START: {
    what: { zh: '值以 @、%、` 等保留符号开头', en: 'a value begins with a reserved sign such as @, % or `' },
    fix: { zh: '给这个值加上引号', en: 'quote the value' },
  },
  BAD_DQ_ESCAPE: {
    what: { zh: '双引号内的反斜杠写法无效', en: 'a backslash between double quotes means nothing here' },
    fix: { zh: '改用单引号，或写成两个反斜杠', en: 'use single quotes, or write the backslash twice' },
  },
  UNEXPECTED_TOKEN: {
    what: { zh: '值已结束，后面还有内容', en: 'something follows after a value has ended' },
    fix: {
      zh: '把整个值放进引号，引号内的单引号写两次',
      en: 'quote the whole value, and write a single quote inside it twice',
    },
  },
  MULTIPLE_DOCS: {
    what: { zh: '“---”之后另起了一份 YAML', en: 'a second document begins after ---' },
    fix: { zh: '删去 --- 一行，文件只放一份', en: 'remove the line ---, a file holds one document' },
  },
};
