import { randomUUID } from 'node:crypto';
import { startOfDay } from '@heliu/contract/deadline/local-time';
import { dayMs } from '@heliu/contract/deadline/zone';
import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { registerMatter } from '@heliu/contract/matter';
import { localDay } from '@heliu/contract/patrol/frequency';
import { Problem } from '@heliu/contract/problem';
import {
  type getSupportCoverage,
  listSupportTasks,
  recordSupportVisit,
  revealSupport,
  supportVisitDays,
  type VisitResult,
} from '@heliu/contract/support';
import { sql } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { findSubject, runCommand } from '../kernel/command.ts';
import { appendEvents } from '../kernel/events.ts';
import type { Context } from '../kernel/route.ts';
import { recordLook } from '../registers/index.ts';
import { getHandled } from './keep.ts';
import { assigned, counted } from './policy.ts';
import type { SupportRoom } from './room.ts';
import { entriesIn, personOf, sealedFor, standing, todayIn } from './store.ts';

const shownVisits = 30;

interface VisitRow {
  readonly id: string;
  readonly visited_at: Date;
  readonly result: VisitResult;
  readonly note: Buffer | null;
  readonly matter_id: string | null;
}

export async function tasks(
  room: SupportRoom,
  actor: Actor,
): Promise<EndpointResult<typeof listSupportTasks>> {
  const { kernel, secrets } = room;
  const { pack } = room.city.current();
  const now = kernel.clock.now();
  const today = todayIn(now, pack.timeZone);
  const rows = await entriesIn(kernel.db, assigned(actor), now, actor);
  const subjects = rows.map(({ id }) => `support:${id}`);
  // The app reads this every few minutes: what it takes along for the day is one look.
  await sql`INSERT INTO log.accesses (at, account_id, endpoint, subject, purpose)
    SELECT ${new Date(now)}, ${actor.accountId}, ${listSupportTasks.id}, subject, 'support.visit'
    FROM unnest(${subjects}::text[]) AS subject WHERE NOT EXISTS (
      SELECT FROM log.accesses l WHERE l.subject = subject.subject AND l.account_id = ${actor.accountId}
        AND l.endpoint = ${listSupportTasks.id} AND l.at >= ${new Date(startOfDay(today, pack.timeZone))})`.execute(
    kernel.db,
  );
  return {
    timeZone: pack.timeZone,
    kinds: pack.registers.support.kinds,
    rows: rows.flatMap((row) => {
      const person = personOf(secrets, row);
      return person === undefined ? [] : [{ ...standing(row, today), person }];
    }),
  };
}

export async function reveal(
  room: SupportRoom,
  { params, body }: EndpointInput<typeof revealSupport>,
  { actor }: Context,
): Promise<EndpointResult<typeof revealSupport>> {
  const { kernel, secrets } = room;
  const row = await getHandled(room, actor, params.entryId);
  const person = personOf(secrets, row);
  if (person === undefined) throw new Problem('resource.notFound');
  await recordLook(kernel.db, {
    at: kernel.clock.now(),
    accountId: actor.accountId,
    endpoint: revealSupport.id,
    subject: `support:${row.id}`,
    purpose: body.purpose,
  });
  return { ...person, visits: await visitsOf(room, row.id) };
}

/** The last of an entry, with their notes. */
async function visitsOf({ kernel, secrets }: SupportRoom, entryId: string) {
  const { rows } = await sql<VisitRow>`
    SELECT id, visited_at, result, note, matter_id FROM support.visits WHERE entry_id = ${entryId}::uuid
    ORDER BY visited_at DESC, id LIMIT ${shownVisits}`.execute(kernel.db);
  return rows.map(({ id, visited_at: at, result, note, matter_id: matterId }) => ({
    visitId: id,
    at: at.toISOString(),
    result,
    note: note === null ? null : (secrets.open(sealedFor.note, note, id) ?? null),
    matterId,
  }));
}

/** A visit counts for the day on which it was made, also where it arrives days later. */
function visitTime(visitedAt: string, now: number): number {
  const at = Math.min(Date.parse(visitedAt), now);
  if (now - at <= supportVisitDays * dayMs) return at;
  throw new Problem('support.visitTooOld', { params: { days: supportVisitDays } });
}

export async function record(
  { kernel, city, secrets }: SupportRoom,
  { params, body }: EndpointInput<typeof recordSupportVisit>,
  { actor }: Context,
): Promise<EndpointResult<typeof recordSupportVisit>> {
  const { accountId } = actor;
  const { commandId, note, referralId } = body;
  const now = kernel.clock.now();
  const command = { commandId, endpoint: recordSupportVisit.id, accountId, at: now };
  return runCommand(kernel.db, command, async (trx) => {
    const condition = sql<boolean>`e.id = ${params.entryId}::uuid AND ${assigned(actor)}`;
    const [entry] = await entriesIn(trx, condition, now, actor);
    if (entry === undefined) throw new Problem('support.gone');
    const visitedAt = visitTime(body.visitedAt, now);
    const visitId = randomUUID();
    const found =
      referralId === null
        ? undefined
        : await findSubject(trx, {
            commandId: referralId,
            endpoint: registerMatter.id,
            accountId,
          });
    await trx
      .insertInto('support.visits')
      .values({
        id: visitId,
        entry_id: entry.id,
        visited_at: new Date(visitedAt),
        visited_on: localDay(visitedAt, city.current().pack.timeZone),
        result: body.result,
        note: note === null || note === '' ? null : secrets.seal(sealedFor.note, note, visitId),
        matter_id: found ?? null,
      })
      .execute();
    const facts = { at: now, placePath: entry.place_path, actorId: accountId, commandId };
    await appendEvents(trx, [{ kind: 'support.visited', subject: `support:${entry.id}`, ...facts }]);
    return { reply: { visitId }, subject: `support:${entry.id}` };
  });
}

/** By kind of support: entries in force, visited at all and as often as agreed in the present period. */
export async function coverage(
  { kernel, city }: SupportRoom,
  actor: Actor,
): Promise<EndpointResult<typeof getSupportCoverage>> {
  const { pack } = city.current();
  const now = kernel.clock.now();
  const today = todayIn(now, pack.timeZone);
  const entries = await entriesIn(kernel.db, counted(actor), now, actor);
  const { rows } = await sql<{ kind: string; n: number }>`
    SELECT e.kind, count(v.matter_id)::int AS n FROM support.entries e JOIN support.visits v ON v.entry_id = e.id
    WHERE ${counted(actor)} GROUP BY 1`.execute(kernel.db);
  const referrals = new Map(rows.map(({ kind, n }) => [kind, n]));
  return {
    rows: pack.registers.support.kinds.map(({ code, name }) => {
      const own = entries.filter(({ kind }) => kind === code).map((row) => standing(row, today));
      return {
        kind: code,
        name,
        entries: own.length,
        visited: own.filter(({ done }) => done > 0).length,
        complete: own.filter(({ done, frequency }) => done >= frequency.times).length,
        referrals: referrals.get(code) ?? 0,
      };
    }),
  };
}
