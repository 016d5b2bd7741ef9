import type { Matter } from '@heliu/contract/matter/model';
import { type Audience, audiences, type NoticeRule } from '@heliu/contract/notices/rule';
import type { NoticeKind } from '@heliu/contract/notices';
import type { City } from '../city/index.ts';
import { type Actor, pathsAbove, within } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import { type Occurrence, orderedUnits } from './happening.ts';
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
  const speaking = having('representatives').flatMap(({ occurrence }) => occurrence.people);
  const active = await activeAmong(trx, [...new Set([...named, ...speaking])]);
  const members = await membersOf(trx, [...new Set(holding.flatMap(heldBy))], city);
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
  const accountsOf: Record<Exclude<Audience, 'reporter'>, (telling: Telling) => readonly number[]> = {
    holder: ({ occurrence }) => {
      const { accountId, unitId } = occurrence.holder;
      const units = heldBy(occurrence).filter((id) => accountId === null || id !== unitId);
      const others = units.flatMap((id) => members.get(id) ?? []);
      return accountId !== null && active.has(accountId) ? [accountId, ...others] : others;
    },
    recipients: ({ occurrence }) => occurrence.posts.flatMap(holders),
    followers: ({ occurrence }) =>
      (followers.get(occurrence.matterId ?? '') ?? []).filter((id) =>
        sees(hooks, city, staff.get(id), occurrence),
      ),
    supervisors: ({ occurrence: { placePath } }) =>
      placePath === null ? [] : pathsAbove(placePath).flatMap((path) => supervisors.get(path) ?? []),
    representatives: ({ occurrence: { people } }) => people.filter((id) => active.has(id)),
  };
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
