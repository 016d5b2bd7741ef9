import type { Role } from '@heliu/contract/permission';
import type { Language, Text } from '@heliu/contract/text';

type Block = 'h2' | 'h3' | 'p' | 'ul' | 'ol' | 'li' | 'table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td';

export interface GuideElement {
  readonly tag: Block | 'a' | 'strong' | 'em' | 'code';
  readonly children: readonly GuideNode[];
  /** Of a link: the name of the guide that it leads to. */
  readonly href?: string;
}
export type GuideNode = string | GuideElement;

/** What a guide of docs/guides is once built: `build/guides.ts`. */
export interface Guide {
  readonly title: Text;
  readonly words: Readonly<Record<Language, readonly GuideNode[]>>;
}

/** In the order in which they are offered. */
export const guideNames = [
  'staff',
  'officer',
  'operator',
  'handler',
  'verifier',
  'supervisor',
  'leader',
  'administrator',
  'resident',
  'enterprise',
  'integrator',
] as const satisfies readonly (Role | 'staff' | 'enterprise' | 'integrator')[];
export type GuideName = (typeof guideNames)[number];

const folder = '../../../docs/guides/';
/** Each loads when it is opened. */
const files = import.meta.glob<{ readonly guide: Guide }>('../../../docs/guides/[a-z]*.md');

export const findGuideName = (name: string | undefined): GuideName | undefined =>
  guideNames.find((one) => one === name);

export async function readGuide(name: GuideName): Promise<Guide> {
  const read = files[`${folder}${name}.md`];
  if (read === undefined) throw new Error(`There is no guide ${name}.md`);
  return (await read()).guide;
}
