import type { EndpointInput } from '@heliu/contract/endpoint';
import { type CallerMatter, findCaller } from '@heliu/contract/hotline';
import { findMatterCode } from '@heliu/contract/matter/code';
import { e164Of, phoneKeys } from '@heliu/contract/matter/phone';
import { Problem } from '@heliu/contract/problem';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import {
  findMatters,
  type ListedRow,
  mask,
  progressOf,
  rowColumns,
  rowOf,
  visible,
} from '../matter/index.ts';
import type { HotlineRoom } from './room.ts';

type Body = EndpointInput<typeof findCaller>['body'];

/** Who has more than that on the telephone is asked for a code. */
const most = 20;

interface Sought {
  /** Whom it is about, as the record of looks has it. */
  readonly key: string;
  readonly condition: RawBuilder<boolean>;
  /** Reports (as `r`) of the caller, of all those of a matter. */
  readonly ofCaller: RawBuilder<boolean>;
}

/** By the number that a report came with, or by that of the account that reported. */
function soughtBy(caller: Body['caller'], areaCode: string | undefined): Sought {
  if ('code' in caller) {
    const code = findMatterCode(caller.code);
    const errors = [
      { field: 'caller.code', message: 'a code such as 7K3M-9QXD-2B4F; one character is wrong' },
    ];
    if (code === undefined) throw new Problem('input.invalid', { errors });
    return { key: code, condition: sql`m.code = ${code}`, ofCaller: sql`true` };
  }
  const keys = phoneKeys(caller.phone, areaCode);
  const [key] = keys;
  const ofCaller = sql<boolean>`(matter.phone_key(r.phone) = ANY(${keys}::text[]) OR r.account_id = (
    SELECT p.id FROM people.accounts p WHERE p.kind = 'resident' AND p.phone = ${e164Of(key)}))`;
  const condition = sql<boolean>`m.id IN (
    SELECT r.matter_id FROM matter.reports r WHERE matter.phone_key(r.phone) = ANY(${keys}::text[]) AND r.phone IS NOT NULL
    UNION SELECT r.matter_id FROM matter.reports r JOIN people.accounts p ON p.id = r.account_id
      WHERE p.kind = 'resident' AND p.phone = ${e164Of(key)})`;
  return { key, condition, ofCaller };
}

interface FoundRow extends ListedRow {
  reporter: string | null;
  replies: { at: string; body: string }[] | null;
}

/** What a caller reported, the last first. The search is on record before anything leaves, found or not. */
export async function findCallersMatters(
  room: HotlineRoom,
  actor: Actor,
  { caller, reason, note }: Body,
): Promise<{ rows: CallerMatter[]; more: boolean }> {
  await room.limitCallers(actor);
  const { kernel } = room;
  const city = room.city.current();
  const { key, condition, ofCaller } = soughtBy(caller, city.pack.hotlineDesk.areaCode);
  const { rows } = await sql<FoundRow>`SELECT ${rowColumns(actor.language)},
      (SELECT r.name FROM matter.reports r WHERE r.matter_id = m.id AND ${ofCaller}
        ORDER BY r.created_at LIMIT 1) AS reporter,
      (SELECT jsonb_agg(jsonb_build_object('at', n.at, 'body', n.body) ORDER BY n.id DESC) FROM matter.notes n
        WHERE n.matter_id = m.id AND n.kind = 'reply') AS replies
    FROM matter.matters m LEFT JOIN people.accounts a ON a.id = m.holder_account_id
    WHERE ${condition} AND ${visible(actor, city)}
    ORDER BY m.registered_at DESC, m.id DESC LIMIT ${most + 1}`.execute(kernel.db);
  const found = rows.slice(0, most);
  await recordSearch(room, actor, {
    subjects: [
      `caller:${room.secrets.mac('caller', key).subarray(0, 16).toString('base64url')}`,
      ...found.map(({ id }) => `matter:${id}`),
    ],
    purpose: note === undefined ? reason : `${reason}: ${note}`,
  });
  return { rows: await viewsOf(room, found), more: rows.length > most };
}

async function viewsOf({ kernel }: HotlineRoom, rows: readonly FoundRow[]): Promise<CallerMatter[]> {
  const now = kernel.clock.now();
  const loaded = await findMatters(
    kernel.pool,
    rows.map(({ id }) => id),
  );
  const views: CallerMatter[] = [];
  for (const row of rows) {
    const one = loaded.get(row.id);
    if (one === undefined) continue;
    views.push({
      ...rowOf(row, now),
      reporter: mask.name(row.reporter),
      progress: await progressOf(kernel.db, one, now),
      replies: (row.replies ?? []).map(({ at, body }) => ({ at: new Date(at).toISOString(), body })),
      callBackDue: one.matter.closing?.callBack === 'due',
    });
  }
  return views;
}

async function recordSearch(
  { kernel: { db, clock } }: HotlineRoom,
  { accountId }: Actor,
  { subjects, purpose }: { readonly subjects: readonly string[]; readonly purpose: string },
): Promise<void> {
  const at = new Date(clock.now());
  await db
    .insertInto('log.accesses')
    .values(
      subjects.map((subject) => ({
        at,
        account_id: accountId,
        endpoint: findCaller.id,
        subject,
        purpose,
      })),
    )
    .execute();
}
