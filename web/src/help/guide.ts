import type { Role } from '@heliu/contract/permission';
import type { Text } from '@heliu/contract/text';

/** What a guide of docs/guides is once built: `build/guides.ts`. */
export interface Guide {
  readonly title: Text;
  /** Made from our own words at build time. */
  readonly html: Text;
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
] as const satisfies readonly (Role | 'staff')[];
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
