import type { MailSorting } from '@heliu/contract/mails/desk';
import type { Language } from '@heliu/contract/text';
import { convert } from 'html-to-text';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { readable } from './charset.ts';
import { sortOf } from './sort.ts';
import { trimQuoted } from './trim.ts';

export interface Enclosure {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A mail as the desk needs it; everything in it is what somebody claims. */
export interface Letter {
  readonly messageId: string;
  readonly senderName: string | null;
  readonly senderAddress: string | null;
  readonly sentAt: number | null;
  readonly subject: string;
  readonly body: string;
  readonly quoted: string;
  readonly language: Language;
  readonly enclosures: readonly Enclosure[];
  readonly sorting: MailSorting | null;
}

const maxSubject = 300;
/** Longer ones are cut; nobody reads a book at the desk. */
const maxText = 20_000;
const maxHtml = 2_000_000;
const maxNested = 30;

/**
 * Reads a mail, whatever it says of itself.
 * @param own addresses that are the mailbox's own.
 * @throws where it is built so that it cannot be read.
 */
export async function readLetter(raw: Buffer, own: readonly string[]): Promise<Letter> {
  const email = await PostalMime.parse(readable(raw), {
    maxNestingDepth: maxNested,
    maxRfc822NestingDepth: 2,
    maxHeadersSize: 262_144,
  });
  const from = mailboxOf(email.from) ?? mailboxOf(email.sender);
  const address = clean(from?.address ?? '');
  const { own: body, quoted } = trimQuoted(clean(textOf(email)));
  const subject = cut(clean(email.subject ?? '').replaceAll('\n', ' '), maxSubject);
  const sentAt = Date.parse(email.date ?? '');
  return {
    messageId: email.messageId ?? '',
    senderName: cut(clean(from?.name ?? ''), 100) || null,
    senderAddress: /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 200 ? address : null,
    sentAt: Number.isNaN(sentAt) ? null : sentAt,
    subject,
    body: cut(body, maxText),
    quoted: cut(quoted, maxText),
    language: /\p{Script=Han}/u.test(`${subject} ${body}`) ? 'zh' : 'en',
    enclosures: enclosuresOf(email),
    sorting: sortOf(email, address, own),
  };
}

const mailboxOf = (address: Address | undefined): { name: string; address: string } | undefined =>
  address === undefined
    ? undefined
    : 'group' in address && address.group !== undefined
      ? address.group[0]
      : { name: address.name, address: address.address ?? '' };

/** Plain words where there are any; of a page its text, never its scripts, pictures or addresses. */
function textOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  if (html === undefined) return '';
  return convert(html.slice(0, maxHtml), {
    wordwrap: false,
    limits: { maxDepth: 100, ellipsis: '…' },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'style', format: 'skip' },
      { selector: 'script', format: 'skip' },
    ],
  });
}

/** Looked for from where the blanks begin, or a line of blanks alone would take minutes. */
const endOfLine = /(?<![ \t])[ \t]+\n/g;

/** Without what a screen does not show, such as marks that turn the direction of the words around. */
const clean = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replaceAll(endOfLine, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/** Never through the middle of a sign: half of one is no text. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'text/plain': 'txt',
  'application/pdf': 'pdf',
};

function enclosuresOf({ attachments }: Email): Enclosure[] {
  return attachments.map(({ filename, mimeType, content }, index) => ({
    name: cut(clean(filename ?? ''), 200) || `${index + 1}.${extensions[mimeType] ?? 'bin'}`,
    content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  }));
}
