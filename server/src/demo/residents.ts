import { newMatterCode, newReceiptCode, spellMatterCode } from '@heliu/contract/matter/code';
import type { Matter } from '@heliu/contract/matter/model';
import type { Text } from '@heliu/contract/text';
import { type City } from '../city/index.ts';
import { copyPhotos, type StoredPicture } from '../evidence/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { copyStories, type MatterStory } from '../matter/index.ts';
import { demoResident } from './accounts.ts';
import type { Cast } from './cast.ts';
import { mergeStories } from './merged.ts';
import { photosOf } from './portion.ts';
import { type Random, randomFrom } from './random.ts';
import { channelsOf, type Reporter, type Scene, sceneOf } from './scene.ts';
import { take, tellStory } from './story.ts';
import { hourMs, minuteMs } from './timing.ts';
import { wording } from './wording.ts';

/** Stories are drawn until one comes out as wanted; most do within a few. */
const mostDraws = 2000;

/** A report that a resident of the demo made, and what has become of it. */
interface Tale {
  readonly key: string;
  readonly of: 'account' | 'receipt';
  readonly hoursAgo: number;
  readonly enough: (matter: Matter) => boolean;
  /** Word to the reporter from the unit that has it in hand. */
  readonly word?: string;
  /** What a newcomer may try with it. */
  readonly label: Text;
}

const isSolved = ({ stage, closing, counters }: Matter): boolean =>
  stage === 'closed' && closing?.outcome === 'solved' && closing.way === 'checked' && counters.reworks === 0;
const isShown = ({ workOrders }: Matter): boolean =>
  workOrders.some(({ role, feedback }) => role === 'lead' && (feedback?.evidenceIds.length ?? 0) > 0);
const toRate = (matter: Matter): boolean =>
  isSolved(matter) && isShown(matter) && matter.ratings.length === 0;
const isRated = (matter: Matter): boolean =>
  isSolved(matter) && matter.ratings.some(({ verdict }) => verdict === 'solved');
const isHandled = (matter: Matter): boolean =>
  matter.stage === 'handling' && matter.suspension === null && matter.counters.returns === 0;

const tales: readonly Tale[] = [
  {
    key: 'waiting',
    of: 'account',
    hoursAgo: 1,
    enough: ({ stage }) => stage === 'registered' || stage === 'accepted' || stage === 'dispatched',
    label: { zh: '等待受理或签收', en: 'waiting to be taken up' },
  },
  {
    key: 'handled',
    of: 'account',
    hoursAgo: 20,
    enough: isHandled,
    word: '您好，现场已查看，所需材料已备好，今天安排人员处理，处理完会再告诉您。',
    label: { zh: '办理中', en: 'being handled' },
  },
  {
    key: 'to rate',
    of: 'account',
    hoursAgo: 96,
    enough: toRate,
    label: { zh: '已办结，待确认和评价', en: 'closed, to be confirmed and rated' },
  },
  {
    key: 'rated',
    of: 'account',
    hoursAgo: 240,
    enough: isRated,
    label: { zh: '已办结并评价', en: 'closed and rated' },
  },
  {
    key: 'declined',
    of: 'account',
    hoursAgo: 150,
    enough: ({ stage }) => stage === 'declined',
    label: { zh: '不予受理', en: 'declined' },
  },
  {
    key: 'merged',
    of: 'account',
    hoursAgo: 44,
    enough: isHandled,
    label: { zh: '与另一事项合并办理', en: 'joined with another' },
  },
  {
    key: 'handled by receipt',
    of: 'receipt',
    hoursAgo: 26,
    enough: isHandled,
    word: '您好，已收到您的反映，正在核对现场情况，如有新的照片请在此补充。',
    label: { zh: '办理中，可补充', en: 'being handled, add something' },
  },
  {
    key: 'to rate by receipt',
    of: 'receipt',
    hoursAgo: 110,
    enough: toRate,
    label: { zh: '已办结，可评价或要求重办', en: 'closed: rate it or ask to reopen' },
  },
  {
    key: 'unsolvable by receipt',
    of: 'receipt',
    hoursAgo: 200,
    enough: ({ stage, closing }) => stage === 'closed' && closing?.outcome !== 'solved',
    label: { zh: '已办结，未完全解决', en: 'closed, not wholly solved' },
  },
];

export interface DemoReceipt {
  readonly code: string;
  readonly receiptCode: string;
  readonly label: Text;
}

export const codesOf = (city: City, key: string) => {
  const random = randomFrom(`${city.pack.code} resident ${key}`);
  return { code: newMatterCode(random.bytes(8)), receiptCode: newReceiptCode(random.bytes(12)) };
};

/** Number and receipt code of the anonymous reports that a newcomer can open. The same pack gives the same. */
export const demoReceipts = (city: City): DemoReceipt[] =>
  tales.flatMap(({ key, of, label }) => {
    const { code, receiptCode } = codesOf(city, key);
    return of === 'receipt' ? [{ code: spellMatterCode(code), receiptCode, label }] : [];
  });

export interface Stage {
  readonly city: City;
  readonly cast: Cast;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly pictures: readonly StoredPicture[];
  readonly until: number;
}

/** Loads the residents' reports, once a database. */
export async function loadResidents(kernel: Kernel, stage: Stage): Promise<void> {
  const { residents } = await kernel.db
    .selectFrom('demo.loads')
    .select('residents')
    .executeTakeFirstOrThrow();
  if (residents) return;
  const stories = tellResidents(stage);
  await copyStories(kernel.pool, stories, async (client) => {
    await copyPhotos(client, photosOf(stories, stage.pictures));
    await client.query('UPDATE demo.loads SET residents = true');
  });
}

/** The residents' stories; one that this city cannot tell is left out. */
export function tellResidents(stage: Stage): MatterStory[] {
  const accountId = stage.accountIds.get(demoResident) ?? null;
  return tales.flatMap((tale) => {
    const { code, receiptCode } = codesOf(stage.city, tale.key);
    const reporter =
      tale.of === 'account' ? { accountId, receiptCode: null, code } : { accountId: null, receiptCode, code };
    const story = tell(stage, tale, reporter);
    if (story === undefined) return [];
    return tale.key === 'merged' ? mergedWith(stage, tale, story) : [story];
  });
}

/** What residents see in their streets, through a channel that is theirs. */
export function streetScene({ city, cast, until }: Stage): Scene {
  const day = new Date(until).toLocaleDateString('sv-SE', { timeZone: city.pack.timeZone });
  const all = sceneOf(city, cast, day);
  const shown = all.types
    .map((type, index) => ({ type, weight: all.typeWeights[index] ?? 0 }))
    .filter(({ type }) => type.family !== 'business' && type.forResidents);
  return {
    ...all,
    types: shown.length > 0 ? shown.map(({ type }) => type) : all.types,
    typeWeights: shown.length > 0 ? shown.map(({ weight }) => weight) : all.typeWeights,
    ...channelsOf(all.channels.filter(({ by }) => by === 'resident')),
  };
}

function tell(stage: Stage, tale: Tale, reporter?: Reporter): MatterStory | undefined {
  const scene = streetScene(stage);
  if (scene.channels.length === 0) return undefined;
  const at = stage.until - tale.hoursAgo * hourMs;
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const random = randomFrom(`${stage.city.pack.code} resident ${tale.key} ${draw}`);
    const told = { enough: tale.enough, ...(reporter === undefined ? {} : { reporter }) };
    const story = tellStory(scene, random, at + random.below(hourMs / 2), stage.until, told);
    const { after } = story.at(-1) ?? story[0];
    const withPhoto = story[0].evidence.length > 0;
    if (withPhoto && tale.enough(after))
      return tale.word === undefined ? story : withWord(scene, story, tale.word, random);
  }
  return undefined;
}

/** Goes on with a word to the reporter from whoever has the matter in hand. */
function withWord(scene: Scene, story: MatterStory, reply: string, random: Random): MatterStory {
  const { after, placePath, at } = story.at(-1) ?? story[0];
  const lead = after.workOrders.find(({ role, status }) => role === 'lead' && status === 'signed');
  const holder = lead && scene.cast.memberOf(lead.unitId, random);
  if (lead === undefined || holder === undefined) return story;
  const command = {
    kind: 'handle' as const,
    workOrderNo: lead.no,
    note: wording.progress(random),
    evidenceIds: [],
    reply,
  };
  const accountId = lead.holderId === null ? holder.accountId : Number(lead.holderId);
  const actor = { ...holder.actor, accountId: String(accountId) };
  const change = take(scene, after, placePath, { command, actor, accountId, at: at + 5 * minuteMs }, random);
  return change === undefined ? story : [...story, change];
}

/** The report and the matter that it was joined with, by the operator who saw that they are one thing. */
function mergedWith(stage: Stage, tale: Tale, story: MatterStory): MatterStory[] {
  const other = tell(stage, { ...tale, key: `${tale.key} into`, hoursAgo: tale.hoursAgo + 3 });
  const merged = other && mergeStories(streetScene(stage), story, other, randomFrom(tale.key));
  return merged ?? [story];
}
