import { Marked } from 'marked';
import type { Plugin } from 'vite';
import type { Guide } from '../src/help/guide.ts';

const file = /\/docs\/guides\/[\w-]+\.md$/;
/** Between the Chinese and the English half. */
const middle = '\n---\n';

/** Guides lie beside each other in the product as in the folder; what lies elsewhere is not served, so its name stays. */
const marked = new Marked({
  async: false,
  renderer: {
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const beside = /^([\w-]+)\.md$/.exec(href)?.[1];
      return beside === undefined ? text : `<a href="${beside}">${text}</a>`;
    },
    image: () => '',
    // A table that is wider than a phone is moved sideways, by keyboard too.
    table(token) {
      const row = (cells: typeof token.header, tag: string): string =>
        `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`;
      const body = token.rows.map((cells) => row(cells, 'td')).join('');
      return `<div tabindex="0" role="group"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>`;
    },
  },
});

/** The two halves of a guide as HTML, under the halves of its title. @throws Error where one of them is missing. */
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
  // Pictures of the screens are for those who are not before them; the paragraph of one is left empty.
  const html = (half: string): string => (marked.parse(half) as string).replaceAll('<p></p>\n', '');
  return { title: { zh: zhTitle, en: enTitle }, html: { zh: html(zh), en: html(en) } };
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
