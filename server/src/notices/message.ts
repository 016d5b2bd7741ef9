import { noticePage, type NoticeKind, ownOrganisationsPage } from '@heliu/contract/notices';
import { fill, type Language, type Text } from '@heliu/contract/text';
import type { OutgoingMessage } from './carrier.ts';
import { findAbout } from './happening.ts';

/** A notice as a message carries it. */
export interface CarriedNotice {
  readonly kind: NoticeKind;
  readonly rule: string;
  readonly urgent: boolean;
  readonly matter_id: string | null;
  readonly matter_code: string | null;
  readonly about: string | null;
  readonly status: Text;
  readonly body: Text;
}

interface Envelope {
  readonly id: string;
  readonly language: Language;
  readonly cityName: Text;
  /** Public address of the product, where it is known. */
  readonly origin: string | undefined;
  readonly hasAccount: boolean;
  /** Whoever is a grid officer and nothing else works in the field app. */
  readonly inField: boolean;
}

const subjects = {
  one: { zh: '{city}：{status}', en: '{city}: {status}' },
  digest: { zh: '{city}：{count} 条通知', en: '{city}: {count} notices' },
} as const satisfies Record<string, Text>;

/** Page that shows more: the matter for staff, one's reports for reporters, the look-up by code without an account. */
function pageOf({ kind, matter_id: matterId, about: subject }: CarriedNotice, hasAccount: boolean): string {
  if (!hasAccount) return '/r/track';
  const about = findAbout(subject);
  if (about !== undefined) {
    return kind === 'ownReport' ? `/r${ownOrganisationsPage}` : `/console${noticePage(about)}`;
  }
  if (kind === 'ownReport') return matterId === null ? '/r/mine' : `/r/mine/${matterId}`;
  return matterId === null ? '/console/notices' : `/console/matters/${matterId}`;
}

/** The same in the field app, which has matters and what is to be done today; the rest is in the console. */
function fieldPageOf(notices: readonly CarriedNotice[], page: string): string {
  const [first, ...others] = notices;
  if (first === undefined || first.kind === 'ownReport') return page;
  if (others.length > 0) return '/field';
  if (findAbout(first.about) !== undefined) return page;
  return first.matter_id === null ? '/field' : `/field/matters/${first.matter_id}`;
}

/** One notice, or several of a digest one under the other. */
export function messageOf(
  notices: readonly CarriedNotice[],
  { id, language, cityName, origin, hasAccount, inField }: Envelope,
): OutgoingMessage | undefined {
  const [first] = notices;
  if (first === undefined) return undefined;
  const city = cityName[language];
  const single = notices.length === 1;
  const status = first.status[language];
  const list = first.kind === 'ownReport' ? '/r/notices' : '/console/notices';
  const page = single ? pageOf(first, hasAccount) : list;
  const fieldPage = fieldPageOf(notices, page);
  const lines = notices.map(({ status: new_, body }) => `· ${new_[language]}: ${body[language]}`);
  return {
    id,
    language,
    subject: single
      ? fill(subjects.one[language], { city, status })
      : fill(subjects.digest[language], { city, count: notices.length }),
    text: single ? first.body[language] : lines.join('\n'),
    template: single ? first.rule : 'digest',
    parameters: single
      ? { city, status, code: first.matter_code ?? '' }
      : { city, count: String(notices.length) },
    link: origin === undefined ? undefined : `${origin}${inField ? fieldPage : page}`,
    page,
    fieldPage,
    urgent: notices.some(({ urgent }) => urgent),
  };
}
