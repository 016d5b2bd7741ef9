import type { Matter } from '@heliu/contract/matter/model';
import { type Audience, audiences, type NoticeRule } from '@heliu/contract/notices/rule';
import type { NoticeKind } from '@heliu/contract/notices';
import type { City } from '../city/index.ts';
import { type Actor, pathsAbove, within } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import { askerOf, askersOf } from './askers.ts';
import { type Occurrence, orderedUnits, type Post } from './happening.ts';
import {
  activeAmong,
  followersOf,
  holdersOf,
  membersOf,
  type Recipient,
  reportersBy,
  staffBy,
  supervisorsOver,
} from './people.ts';
import type { NoticeHooks } from './room.ts';

/** An occurrence with the rules that speak of it, and the matter as it is now; null where there is none. */
export interface Telling {
  readonly occurrence: Occurrence;
  readonly rules: ReadonlyMap<Audience, NoticeRule>;
  readonly matter: Matter | null;
}

export interface Told {
  readonly recipient: Recipient;
  readonly rule: NoticeRule;
  readonly kind: NoticeKind;
}

const kinds: Record<Audience, NoticeKind> = {
  reporter: 'ownReport',
  holder: 'work',
  asker: 'work',
  former: 'work',
  recipients: 'supervision',
  followers: 'followed',
  supervisors: 'supervision',
  representatives: 'ownReport',
};

/** What a reporter adds to a merged matter is an event of the other one too, whose holder is told. */
const goesOn = ({ on, stage, data }: Occurrence): boolean =>
  on === 'matter.commentAdded' && stage === 'merged' && data['by'] === 'reporter';

/** Units whose people are told where nobody is named. */
const heldBy = (occurrence: Occurrence): string[] =>
  goesOn(occurrence)
    ? []
    : [...new Set([occurrence.holder.unitId, ...orderedUnits(occurrence).map(({ unitId }) => unitId)])];

/** Everything that deciding whom to tell of some occurrences needs, read at once. */
export interface Directory {
  /** Each person once, for the audience that comes first. */
  tell(telling: Telling): Told[];
}

/** The answer that lists of matters go by, applied to place and units of an occurrence. */
function sees(
  hooks: NoticeHooks,
  city: City,
  actor: Actor | undefined,
  { placePath, unitIds }: Occurrence,
): boolean {
  if (actor === undefined) return false;
  const sight = hooks.sightOf(actor, city);
  return (
    (placePath !== null && sight.placePaths.some((scope) => within(placePath, scope))) ||
    sight.unitIds.some((unitId) => unitIds.includes(unitId))
  );
}

interface Known {
  readonly active: ReadonlySet<number>;
  readonly members: ReadonlyMap<string, readonly number[]>;
  readonly supervisors: ReadonlyMap<string, readonly number[]>;
  readonly followers: ReadonlyMap<string, readonly number[]>;
  readonly staff: ReadonlyMap<number, Actor>;
  readonly askers: ReadonlyMap<number, number>;
  readonly holders: (post: Post) => readonly number[];
}

/** Whom each audience holds, from what was read. */
function accountsBy(
  known: Known,
  maySee: (actor: Actor | undefined, occurrence: Occurrence) => boolean,
): Record<Exclude<Audience, 'reporter'>, (telling: Telling) => readonly number[]> {
  return {
    holder: ({ occurrence }) => {
      const { accountId, unitId } = occurrence.holder;
      const units = heldBy(occurrence).filter((id) => accountId === null || id !== unitId);
      const others = units.flatMap((id) => known.members.get(id) ?? []);
      return accountId !== null && known.active.has(accountId) ? [accountId, ...others] : others;
    },
    asker: ({ occurrence }) => {
      const accountId = askerOf(known.askers, occurrence);
      return accountId !== undefined && known.active.has(accountId) ? [accountId] : [];
    },
    former: ({ occurrence: { former } }) =>
      former.accountId !== null && known.active.has(former.accountId)
        ? [former.accountId]
        : (known.members.get(former.unitId) ?? []),
    recipients: ({ occurrence }) => occurrence.posts.flatMap(known.holders),
    followers: ({ occurrence }) =>
      (known.followers.get(occurrence.matterId ?? '') ?? []).filter((id) =>
        maySee(known.staff.get(id), occurrence),
      ),
    supervisors: ({ occurrence: { placePath } }) =>
      placePath === null ? [] : pathsAbove(placePath).flatMap((path) => known.supervisors.get(path) ?? []),
    representatives: ({ occurrence: { people } }) => people.filter((id) => known.active.has(id)),
  };
}

export async function readDirectory(
  trx: Trx,
  tellings: readonly Telling[],
  city: City,
  hooks: NoticeHooks,
): Promise<Directory> {
  const having = (audience: Audience) => tellings.filter(({ rules }) => rules.has(audience));
  const holding = having('holder').map(({ occurrence }) => occurrence);
  const reporters = await reportersBy(trx, [
    ...new Set(
      having('reporter').flatMap(({ matter }) => matter?.reporters.map((link) => link.reporterId) ?? []),
    ),
  ]);
  const named = holding.flatMap(({ holder }) => holder.accountId ?? []);
  const before = having('former').map(({ occurrence: { former } }) => former);
  const askers = await askersOf(
    trx,
    having('asker').map(({ occurrence }) => occurrence),
  );
  const speaking = having('representatives').flatMap(({ occurrence }) => occurrence.people);
  const active = await activeAmong(trx, [
    ...new Set([
      ...named,
      ...before.flatMap(({ accountId }) => accountId ?? []),
      ...askers.values(),
      ...speaking,
    ]),
  ]);
  const units = [...holding.flatMap(heldBy), ...before.map(({ unitId }) => unitId)];
  const members = await membersOf(trx, [...new Set(units)], city);
  const supervisors = await supervisorsOver(trx, [
    ...new Set(
      having('supervisors').flatMap(({ occurrence: { placePath } }) =>
        placePath === null ? [] : pathsAbove(placePath),
      ),
    ),
  ]);
  const followers = await followersOf(trx, [
    ...new Set(having('followers').flatMap(({ occurrence }) => occurrence.matterId ?? [])),
  ]);
  const holders = await holdersOf(
    trx,
    having('recipients').flatMap(({ occurrence }) => occurrence.posts),
    city,
  );
  const staff = await staffBy(trx, [...new Set([...followers.values()].flat())]);
  const known = { active, members, supervisors, followers, staff, askers, holders };
  const accountsOf = accountsBy(known, (actor, occurrence) => sees(hooks, city, actor, occurrence));
  const recipientsOf = (audience: Audience, telling: Telling): Recipient[] => {
    const { matter } = telling;
    if (audience === 'reporter') return reportersOf(telling, reporters);
    return accountsOf[audience](telling).map((accountId) => ({
      accountId,
      reportId: null,
      matterCode: matter?.code ?? null,
    }));
  };
  return { tell: (telling) => eachOnce(telling, recipientsOf) };
}

const reportersOf = (
  { matter, occurrence }: Telling,
  reporters: Awaited<ReturnType<typeof reportersBy>>,
): Recipient[] =>
  (matter?.reporters ?? []).flatMap(({ reporterId, fromMatterId }) => {
    const found = reporters.get(reporterId);
    const theirs = fromMatterId === null || (found?.since ?? 0) < occurrence.at;
    return found !== undefined && theirs ? found.recipients : [];
  });

/** Acts without an account behind them that are a reporter's own: which of several is not on record. */
const isReporters = ({ on, actorId, data }: Occurrence): boolean =>
  actorId === null && (on === 'matter.registered' || data['by'] === 'reporter');

/** What followed from an act by the rules of the city was not done by whoever acted. */
function actedThemselves({ occurrence }: Telling, { accountId }: Recipient): boolean {
  if (occurrence.data['automatic'] === true) return false;
  return accountId === null ? isReporters(occurrence) : accountId === occurrence.actorId;
}

function eachOnce(
  telling: Telling,
  recipientsOf: (audience: Audience, telling: Telling) => readonly Recipient[],
): Told[] {
  const told = new Map<string, Told>();
  for (const audience of audiences) {
    const rule = telling.rules.get(audience);
    if (rule === undefined) continue;
    for (const recipient of recipientsOf(audience, telling)) {
      const key = String(recipient.accountId ?? recipient.reportId);
      if (told.has(key) || actedThemselves(telling, recipient)) continue;
      told.set(key, { recipient, rule, kind: kinds[audience] });
    }
  }
  return [...told.values()];
}
