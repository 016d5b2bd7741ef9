import { marked, type Token, type Tokens } from 'marked';
import type { Plugin } from 'vite';
import type { Guide, GuideElement, GuideNode } from '../src/help/guide.ts';

const file = /\/docs\/guides\/[\w-]+\.md$/;
/** Between the Chinese and the English half. */
const middle = '\n---\n';

const element = (tag: GuideElement['tag'], children: readonly GuideNode[]): GuideElement => ({
  tag,
  children,
});

/** A plain piece of text reaches the page as text, whatever stands in it. */
const textOf = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const inside = (token: Token): GuideNode[] => treeOf(('tokens' in token ? token.tokens : undefined) ?? []);

/** Guides lie beside each other in the product as in the folder; what lies elsewhere is not served, so its name stays. */
function linkOf(token: Tokens.Link): GuideNode[] {
  const beside = /^([\w-]+)\.md$/.exec(token.href)?.[1];
  return beside === undefined ? inside(token) : [{ ...element('a', inside(token)), href: beside }];
}

const rowOf = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td'): GuideElement =>
  element(
    'tr',
    cells.map(({ tokens }) => element(tag, treeOf(tokens))),
  );

function blockOf(token: Token): GuideNode[] {
  switch (token.type) {
    case 'heading':
      return [element(token['depth'] === 2 ? 'h2' : 'h3', inside(token))];
    case 'paragraph': {
      // Pictures of the screens are for those who are not before them.
      const children = inside(token);
      return children.length === 0 ? [] : [element('p', children)];
    }
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return [
        element(
          ordered ? 'ol' : 'ul',
          items.map((item) => element('li', inside(item))),
        ),
      ];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const body = rows.map((cells) => rowOf(cells, 'td'));
      return [element('table', [element('thead', [rowOf(header, 'th')]), element('tbody', body)])];
    }
    case 'link':
      return linkOf(token as Tokens.Link);
    case 'strong':
    case 'em':
      return [element(token.type, inside(token))];
    case 'codespan':
      return [element('code', [textOf(token['text'] as string)])];
    case 'text':
      return 'tokens' in token && token.tokens !== undefined
        ? inside(token)
        : [textOf(token['text'] as string)];
    case 'space':
    case 'image':
    case 'checkbox':
      return [];
    default:
      throw new Error(`A guide has what the product cannot show: ${token.type} ${token.raw.slice(0, 60)}`);
  }
}

const treeOf = (tokens: readonly Token[]): GuideNode[] => tokens.flatMap(blockOf);

/** The two halves of a guide as trees, under the halves of its title. @throws Error where one of them is missing. */
export function guideOf(markdown: string): Guide {
  const [, zhTitle, enTitle] = /^# (.+) · (.+)\n/.exec(markdown) ?? [];
  const [zh, en, ...more] = markdown.slice(markdown.indexOf('\n')).split(middle);
  if (
    zhTitle === undefined ||
    enTitle === undefined ||
    zh === undefined ||
    en === undefined ||
    more.length > 0
  ) {
    throw new Error(`A guide begins with “# 中文 · English” and has one line “---” between its two halves`);
  }
  const half = (text: string) => treeOf(marked.lexer(text));
  return { title: { zh: zhTitle, en: enTitle }, words: { zh: half(zh), en: half(en) } };
}

/** Lets the pages import the guides of docs/guides, which are written once for readers of the repository and of the product. */
export function guides(): Plugin {
  return {
    name: 'heliu-guides',
    transform(markdown, id) {
      if (!file.test(id.replaceAll('\\', '/'))) return null;
      return {
        code: `export const guide = ${JSON.stringify(guideOf(markdown))};`,
        moduleType: 'js',
        map: null,
      };
    },
  };
}
