import type { Matter } from '@heliu/contract/matter/model';
import { type NoticeAbout, noticeSubjects } from '@heliu/contract/notices';
import {
  type Audience,
  besideHappenings,
  type Happening,
  Happening as HappeningName,
  type NoticeRule,
} from '@heliu/contract/notices/rule';
import { z } from 'zod';
import type { LoggedEvent } from '../kernel/events.ts';

interface Holder {
  readonly unitId: string;
  readonly accountId: number | null;
}

/** Something to tell of: an event of the log, or what a clock did by itself. */
export interface Occurrence {
  readonly on: Happening;
  /** Null where no one matter is the subject. */
  readonly matterId: string | null;
  /** What it opens in place of the matter, as `capability:id`. */
  readonly about: string | null;
  /** Unit that invites, where somebody is invited. */
  readonly inviting: string | null;
  readonly at: number;
  /** Null where no event is behind it. */
  readonly position: number | null;
  readonly actorId: number | null;
  readonly placePath: string | null;
  readonly unitIds: readonly string[];
  readonly stage: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly holder: Holder;
  /** Who had to act before it. */
  readonly former: Holder;
  /** Due time that it tells of; null where the matter's own is meant. */
  readonly dueAt: number | null;
  /** Whom a card is for. */
  readonly posts: readonly Post[];
  /** Accounts of those who speak for an organisation. */
  readonly people: readonly number[];
}

/** Everybody who serves a unit, or whoever holds a role in a unit or over a place. */
const Post = z.union([
  z.object({ role: z.string().optional(), unitId: z.string() }),
  z.object({ role: z.string(), placePath: z.string() }),
]);
export type Post = z.infer<typeof Post>;
const Person = z.object({ accountId: z.int() });

/** Of what happens beside a matter: the unit that it is about takes the holder's part. */
const BesidePayload = z.looseObject({
  matterId: z.string().nullable().default(null),
  unitId: z.string(),
  inviting: z.string().nullable().default(null),
  dueAt: z.number().nullable().default(null),
  /** False for those to whom what it is about is open no more. */
  opens: z.boolean().default(true),
  recipients: z.array(z.union([Person, Post])).default([]),
});

const HolderPayload = z.object({ unitId: z.string(), accountId: z.string().nullable() });
const holderOf = ({ unitId, accountId }: z.infer<typeof HolderPayload>): Holder => ({
  unitId,
  accountId: accountId === null ? null : Number(accountId),
});

const Payload = z.object({
  stageAfter: z.string(),
  holderBefore: HolderPayload.nullish(),
  holderAfter: HolderPayload,
  clocks: z.array(z.object({ kind: z.string(), change: z.string(), dueAt: z.number() })),
  data: z.record(z.string(), z.unknown()),
});

/** A subject that a notice opens. */
export function findAbout(subject: string | null): NoticeAbout | undefined {
  const [capability, id = ''] = subject?.split(':') ?? [];
  const what = noticeSubjects.find((name) => name === capability);
  return what === undefined ? undefined : { what, id };
}

/** Undefined for events that no rule can be about. */
export const occurrenceOf = (event: LoggedEvent): Occurrence | undefined =>
  (besideHappenings as readonly string[]).includes(event.kind) ? besideMatter(event) : ofMatter(event);

function besideMatter(event: LoggedEvent): Occurrence | undefined {
  const on = HappeningName.safeParse(event.kind);
  const payload = BesidePayload.safeParse(event.payload);
  if (!on.success || !payload.success) return undefined;
  const { matterId, unitId, inviting, dueAt, opens, recipients, ...data } = payload.data;
  return {
    on: on.data,
    matterId,
    about: opens && findAbout(event.subject) !== undefined ? event.subject : null,
    inviting,
    at: event.at,
    position: event.position,
    actorId: event.actorId,
    placePath: event.placePath,
    unitIds: event.unitIds,
    stage: '',
    data,
    holder: { unitId, accountId: null },
    former: { unitId, accountId: null },
    dueAt,
    posts: recipients.flatMap((one) => ('accountId' in one ? [] : [one])),
    people: recipients.flatMap((one) => ('accountId' in one ? [one.accountId] : [])),
  };
}

function ofMatter(event: LoggedEvent): Occurrence | undefined {
  const on = HappeningName.safeParse(event.kind);
  const payload = Payload.safeParse(event.payload);
  if (!on.success || !payload.success || !event.subject.startsWith('matter:')) return undefined;
  const { stageAfter, holderBefore, holderAfter, clocks, data } = payload.data;
  const handling = clocks.findLast(({ kind, change }) => kind === 'handling' && change !== 'stopped');
  return {
    on: on.data,
    matterId: event.subject.slice('matter:'.length),
    about: null,
    inviting: null,
    at: event.at,
    position: event.position,
    actorId: event.actorId,
    placePath: event.placePath,
    unitIds: event.unitIds,
    stage: stageAfter,
    data,
    holder: holderOf(holderAfter),
    former: holderOf(holderBefore ?? holderAfter),
    dueAt: handling?.dueAt ?? null,
    posts: [],
    people: [],
  };
}

const valueOf = ({ stage, data }: Occurrence, field: string): unknown =>
  field === 'stage' ? stage : data[field];

const fits = (rule: NoticeRule, occurrence: Occurrence): boolean =>
  rule.on.includes(occurrence.on) &&
  Object.entries(rule.when).every(([field, value]) => valueOf(occurrence, field) === value);

/** The first rule that fits, for each audience that has one. */
export function rulesFor(rules: readonly NoticeRule[], occurrence: Occurrence): Map<Audience, NoticeRule> {
  const found = new Map<Audience, NoticeRule>();
  for (const rule of rules) {
    if (!fits(rule, occurrence)) continue;
    for (const audience of rule.to) if (!found.has(audience)) found.set(audience, rule);
  }
  return found;
}

const Order = z.object({ unitId: z.string(), role: z.enum(['lead', 'assist']) });
const SentOrders = z.array(Order).catch([]);

/** Units that an act sent an order to. */
export const orderedUnits = ({ data: { orders, order } }: Occurrence): z.infer<typeof Order>[] =>
  orders === undefined && order === undefined ? [] : SentOrders.parse(orders ?? [order]);

/** Unit that a text names: whoever invites, the lead that was chosen, or whoever has to act next. */
export const unitTold = (occurrence: Occurrence, matter: Matter | null): string => {
  if (occurrence.inviting !== null) return occurrence.inviting;
  const sent = orderedUnits(occurrence);
  const lead = sent.find(({ role }) => role === 'lead') ?? sent[0];
  if (lead !== undefined) return lead.unitId;
  const { workOrderNo } = occurrence.data;
  const order = matter?.workOrders.find(({ no }) => no === workOrderNo);
  return order?.unitId ?? occurrence.holder.unitId;
};
