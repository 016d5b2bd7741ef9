import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import {
  type getNoticePreferences,
  type NoticeChoices,
  type NoticeKind,
  type NoticePreferences,
  setNoticePreferences,
} from '@heliu/contract/notices';
import { type CityNotices, noNotices } from '@heliu/contract/notices/rule';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { runCommand } from '../kernel/command.ts';
import type { Db, Trx } from '../kernel/db.ts';
import type { Context } from '../kernel/route.ts';
import type { Addressee } from './carrier.ts';
import { openOnes } from './push/subscriptions.ts';
import type { NoticeRoom } from './room.ts';

const nothing: Record<NoticeKind, 'off'> = {
  ownReport: 'off',
  work: 'off',
  followed: 'off',
  supervision: 'off',
  system: 'off',
};

const everything = { ownReport: 'now', work: 'now', followed: 'now', supervision: 'now' } as const;

/**
 * What holds until somebody chooses: reporters hear of their report by mail, or by text message where they gave no
 * address; staff have their list on screen; a browser that was subscribed gets what it was subscribed for.
 */
function defaultChoices({ email }: Pick<Addressee, 'email'>): NoticeChoices {
  return {
    mail: { ...nothing, ownReport: 'now', system: 'now' },
    sms: { ...nothing, ownReport: email === null ? 'now' : 'off' },
    wechat: nothing,
    push: { ...everything, system: 'off' },
  };
}

export const defaultsOf = (
  { quietHours, digestAt }: CityNotices,
  addressee: Pick<Addressee, 'email'>,
): NoticePreferences => ({
  choices: defaultChoices(addressee),
  quietHours,
  urgentInQuietHours: false,
  digestAt,
});

interface PersonRow {
  readonly id: number;
  readonly email: string | null;
  readonly phone: string | null;
  readonly pushed: boolean;
  readonly in_field: boolean;
  readonly language: string;
  readonly choices: NoticeChoices | null;
  readonly quiet_from: string;
  readonly quiet_until: string;
  readonly urgent_in_quiet: boolean;
  readonly digest_at: string;
}

export interface Person {
  readonly addressee: Addressee;
  readonly language: 'zh' | 'en';
  /** A grid officer and nothing else, whose tool is the field app. */
  readonly inField: boolean;
  readonly preferences: NoticePreferences;
}

/** Where open accounts are reached, and how they want to be told. */
export async function readPeople(
  db: Db | Trx,
  accountIds: readonly number[],
  city: CityNotices,
): Promise<ReadonlyMap<number, Person>> {
  if (accountIds.length === 0) return new Map();
  const { rows } = await sql<PersonRow>`
    SELECT a.id, a.email, a.phone, EXISTS (SELECT FROM notices.push_subscriptions p
        WHERE p.account_id = a.id AND ${openOnes}) AS pushed,
      coalesce((SELECT bool_and(g.role = 'officer') FROM people.grants g WHERE g.account_id = a.id), false) AS in_field, a.language, c.choices, c.quiet_from, c.quiet_until, c.urgent_in_quiet, c.digest_at
    FROM people.accounts a LEFT JOIN notices.preferences c ON c.account_id = a.id
    WHERE a.id = ANY(${accountIds}::bigint[]) AND a.status = 'active'`.execute(db);
  return new Map(
    rows.map((row) => {
      const addressee = { accountId: row.id, email: row.email, phone: row.phone, pushed: row.pushed };
      const preferences =
        row.choices === null
          ? defaultsOf(city, addressee)
          : {
              choices: row.choices,
              quietHours: { from: row.quiet_from, until: row.quiet_until },
              urgentInQuietHours: row.urgent_in_quiet,
              digestAt: row.digest_at,
            };
      const language = row.language === 'en' ? 'en' : 'zh';
      return [row.id, { addressee, language, inField: row.in_field, preferences }];
    }),
  );
}

/** Kinds that can concern an account at all. */
function kindsFor({ grants }: Actor): NoticeKind[] {
  const held = new Set(grants.map(({ role }) => role));
  if (held.has('resident')) return ['ownReport'];
  const kinds: NoticeKind[] = ['ownReport', 'work', 'followed', 'supervision'];
  if (held.has('administrator')) kinds.push('system');
  return kinds;
}

export const cityNotices = ({ hooks }: Pick<NoticeRoom, 'hooks'>): CityNotices =>
  hooks.city.findCurrent()?.pack.notices ?? noNotices;

export const zoneOfCity = ({ hooks }: Pick<NoticeRoom, 'hooks'>): string =>
  hooks.city.findCurrent()?.pack.timeZone ?? 'Asia/Shanghai';

export async function ownPreferences(
  room: NoticeRoom,
  { actor }: Context,
): Promise<EndpointResult<typeof getNoticePreferences>> {
  const people = await readPeople(room.kernel.db, [actor.accountId], cityNotices(room));
  const person = people.get(actor.accountId);
  const addressee = person?.addressee ?? {
    accountId: actor.accountId,
    email: null,
    phone: null,
    pushed: false,
  };
  return {
    ...(person?.preferences ?? defaultsOf(cityNotices(room), addressee)),
    kinds: kindsFor(actor),
    channels: [...room.carriers].map(([channel, carrier]) => ({
      channel,
      reached: carrier.reaches(addressee),
    })),
    timeZone: zoneOfCity(room),
  };
}

export async function choosePreferences(
  { kernel }: NoticeRoom,
  { body }: EndpointInput<typeof setNoticePreferences>,
  { actor }: Context,
): Promise<{ done: true }> {
  const { commandId, choices, quietHours, urgentInQuietHours, digestAt } = body;
  const { accountId } = actor;
  const record = { commandId, endpoint: setNoticePreferences.id, accountId, at: kernel.clock.now() };
  return runCommand(kernel.db, record, async (trx) => {
    await sql`INSERT INTO notices.preferences
        (account_id, choices, quiet_from, quiet_until, urgent_in_quiet, digest_at, changed_at)
      VALUES (${accountId}, ${JSON.stringify(choices)}::jsonb, ${quietHours.from}, ${quietHours.until},
        ${urgentInQuietHours}, ${digestAt}, ${new Date(record.at)})
      ON CONFLICT (account_id) DO UPDATE SET choices = EXCLUDED.choices, quiet_from = EXCLUDED.quiet_from,
        quiet_until = EXCLUDED.quiet_until, urgent_in_quiet = EXCLUDED.urgent_in_quiet,
        digest_at = EXCLUDED.digest_at, changed_at = EXCLUDED.changed_at`.execute(trx);
    return { reply: { done: true as const }, subject: `account:${accountId}` };
  });
}
