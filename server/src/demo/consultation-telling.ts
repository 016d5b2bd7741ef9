import { zoneOf } from '@heliu/contract/deadline/zone';
import { permissionsOf } from '@heliu/contract/permission';
import { Problem } from '@heliu/contract/problem';
import type { City } from '../city/index.ts';
import type { PastConsultation, PastItem } from '../joint/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { planOrder } from '../matter/index.ts';
import type { ConsultationStory, DecisionStory, ItemStory } from './consultation-stories.ts';
import { storyId } from './story-id.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface Setting {
  readonly kernel: Pick<Kernel, 'pool' | 'clock'>;
  readonly city: City;
  readonly accountIds: ReadonlyMap<string, number>;
  readonly until: number;
}

/** The same story gives the same id, whatever was loaded before. */
const idOf = (name: string): string => storyId('consultation', name);

const firstTown = ({ pack }: City) => pack.divisions.find(({ level }) => level === 'township');

/** The unit that a story names; undefined in a city that has none like it. */
export function unitOf(city: City, name: string): string | undefined {
  const { index, pack } = city;
  const centre = (code: string | undefined) =>
    code === undefined ? undefined : index.centres.get(code)?.code;
  if (name === 'town') return centre(firstTown(city)?.code);
  if (name === 'district') return centre(pack.districtCode);
  return index.units.has(name) ? name : undefined;
}

/** Somebody who convenes and answers for a unit. */
function speakerOf({ city, accountIds }: Setting, unitId: string): number | undefined {
  const found = city.pack.staff.find(
    ({ unitCode, grants }) =>
      unitCode === unitId && grants.some(({ role }) => role === 'handler' || role === 'operator'),
  );
  return found && accountIds.get(found.login);
}

/** An operator of the first town's centre, who may send work orders on its matters. */
function operatorOf({ city }: Setting, accountId: number): Actor {
  return {
    accountId,
    sessionId: 'demo',
    displayName: '',
    language: 'zh',
    grants: [{ role: 'operator', placePath: firstTown(city)?.path ?? '', unitId: null }],
    permissions: permissionsOf(['operator']),
  };
}

/** The work order of a decision, by the life cycle; none where the matter takes none any more. */
async function sendOrder(
  trx: Trx,
  setting: Setting,
  { matterId, at, by }: { readonly matterId: string; readonly at: number; readonly by: number },
  { words, order }: DecisionStory,
): Promise<PastItem['decisions'][number]['order']> {
  const unitId = order && unitOf(setting.city, order.unit);
  if (order === undefined || unitId === undefined) return undefined;
  const room = {
    kernel: { pool: setting.kernel.pool, clock: { ...setting.kernel.clock, now: () => at } },
    city: { current: () => setting.city },
  };
  const commandId = idOf(`${matterId} ${words}`);
  const asked = { matterId, role: order.role, unitId, words, commandId, endpoint: 'consultation.decide' };
  try {
    const planned = await planOrder(room, operatorOf(setting, by), asked);
    const { workOrderNo } = planned;
    return (await planned.write(trx)) ? { role: order.role, unitId, workOrderNo } : undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === 'command.refused') return undefined;
    throw error;
  }
}

interface Begun {
  readonly startsAt: number;
  readonly closedAt: number;
  readonly by: number;
}

async function tellItem(
  trx: Trx,
  setting: Setting,
  { story, matterId }: { readonly story: ItemStory; readonly matterId: string },
  { startsAt, closedAt, by }: Begun,
): Promise<PastItem> {
  const decisions: PastItem['decisions'][number][] = [];
  for (const decision of story.decisions ?? []) {
    const at = startsAt + decision.after * minuteMs;
    const order = await sendOrder(trx, setting, { matterId, at, by }, decision);
    decisions.push({ at, by, words: decision.words, ...(order === undefined ? {} : { order }) });
  }
  const entry = (from: number, said: readonly [number, string] | undefined) =>
    said === undefined ? undefined : { at: from + said[0] * minuteMs, by, words: said[1] };
  const minutes = entry(startsAt, story.minutes);
  const correction = entry(closedAt, story.correction);
  return {
    matterId,
    question: story.question,
    decisions,
    ...(minutes === undefined ? {} : { minutes }),
    ...(correction === undefined ? {} : { correction }),
  };
}

function answersOf(setting: Setting, story: ConsultationStory, proposedAt: number) {
  return story.invitations.flatMap(({ unit, comes, declines }, index) => {
    const unitId = unitOf(setting.city, unit);
    const by = unitId === undefined ? undefined : speakerOf(setting, unitId);
    if (unitId === undefined || by === undefined) return [];
    const words = comes ?? declines;
    if (words === undefined) return [{ unitId }];
    const at = proposedAt + (index + 1) * 2 * hourMs;
    return [{ unitId, answer: { at, by, words, accepts: comes !== undefined } }];
  });
}

function startOf({ starts }: ConsultationStory, { until, city }: Setting): number {
  if ('inHours' in starts) return until + starts.inHours * hourMs;
  const offset = zoneOf(city.pack.timeZone).offsetAt(until);
  const midnight = Math.floor((until + offset) / dayMs) * dayMs - offset;
  return midnight + starts.inDays * dayMs + starts.at * hourMs;
}

/** Undefined in a city whose units or staff are others. */
export async function tellConsultation(
  trx: Trx,
  setting: Setting,
  story: ConsultationStory,
  take: (story: ItemStory, before: number) => string | undefined,
): Promise<PastConsultation | undefined> {
  const hostUnitId = unitOf(setting.city, story.host);
  const by = hostUnitId === undefined ? undefined : speakerOf(setting, hostUnitId);
  const startsAt = startOf(story, setting);
  const proposedAt = startsAt - story.proposedHoursBefore * hourMs;
  const invitations = answersOf(setting, story, proposedAt);
  if (hostUnitId === undefined || by === undefined || invitations.length < story.invitations.length) {
    return undefined;
  }
  const closedAt = startsAt + (story.closedAfter ?? 0) * minuteMs;
  const items: PastItem[] = [];
  for (const item of story.items) {
    const matterId = take(item, Math.min(startsAt, setting.until));
    if (matterId === undefined) continue;
    items.push(await tellItem(trx, setting, { story: item, matterId }, { startsAt, closedAt, by }));
  }
  const { title, reason, place, cancelled } = story;
  return {
    id: idOf(story.name),
    hostUnitId,
    title,
    reason,
    place,
    startsAt,
    proposed: { at: proposedAt, by },
    invitations,
    items,
    ...(story.held === undefined ? {} : { held: { at: startsAt, by } }),
    ...(story.closedAfter === undefined ? {} : { closed: { at: closedAt, by } }),
    ...(cancelled === undefined ? {} : { cancelled: { at: startsAt - 6 * hourMs, by, words: cancelled } }),
  };
}
