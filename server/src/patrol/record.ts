import type { EndpointInput, EndpointResult } from '@heliu/contract/endpoint';
import { registerMatter } from '@heliu/contract/matter';
import { recordVisit, visitKeptDays } from '@heliu/contract/patrol';
import { itemsAmiss } from '@heliu/contract/patrol/checklist';
import { localDay } from '@heliu/contract/patrol/frequency';
import { dayMs } from '@heliu/contract/deadline/zone';
import { Problem } from '@heliu/contract/problem';
import { randomUUID } from 'node:crypto';
import { findSubject, runCommand } from '../kernel/command.ts';
import type { Db } from '../kernel/db.ts';
import type { Context } from '../kernel/route.ts';
import { getPlan, plansIn } from './places.ts';
import { beats, mayVisit } from './policy.ts';
import type { PatrolRoom } from './room.ts';
import { storeVisits } from './store.ts';

type Input = EndpointInput<typeof recordVisit>;

/** A visit counts for the day on which it was made, also where it arrives days later. */
function visitTime(visitedAt: string, now: number): number {
  const at = Math.min(Date.parse(visitedAt), now);
  if (now - at <= visitKeptDays * dayMs) return at;
  throw new Problem('patrol.visitTooOld', { params: { days: visitKeptDays } });
}

export async function record(
  room: PatrolRoom,
  { body }: Input,
  { actor, language }: Context,
): Promise<EndpointResult<typeof recordVisit>> {
  const { kernel, city } = room;
  const { accountId } = actor;
  const { commandId } = body;
  const now = kernel.clock.now();
  return runCommand(kernel.db, { commandId, endpoint: recordVisit.id, accountId, at: now }, async (trx) => {
    const current = city.current();
    const { plan, places } = getPlan(await plansIn(room, current, beats(actor)), body.plan);
    const place = places.get(body.place);
    if (place === undefined) throw new Problem('patrol.placeUnknown', { params: { place: body.place } });
    if (!mayVisit(actor, place.path)) throw new Problem('auth.forbidden');
    const amiss = itemsAmiss(plan.checklist, body.answers);
    if (amiss.length > 0) {
      const items = amiss.map(({ text }) => text[language]).join(language === 'zh' ? '；' : '; ');
      throw new Problem('patrol.answersAmiss', { params: { items } });
    }
    const visitedAt = visitTime(body.visitedAt, now);
    const visitId = randomUUID();
    await storeVisits(trx, [
      {
        id: visitId,
        planCode: plan.code,
        placeCode: place.code,
        placePath: place.path,
        visitedAt,
        visitedOn: localDay(visitedAt, current.pack.timeZone),
        receivedAt: now,
        answers: body.answers,
        findings: await findingsOf(trx, body.findings, accountId),
        actorId: accountId,
        commandId,
      },
    ]);
    return { reply: { visitId }, subject: `visit:${visitId}` };
  });
}

/** Reports go before the visit that names them; one that was given up has made no matter. */
async function findingsOf(db: Db, findings: Input['body']['findings'], accountId: number) {
  const last = new Map(findings.map(({ item, reportId }) => [item, reportId]));
  return Promise.all(
    [...last].map(async ([item, commandId]) => {
      const reported = { commandId, endpoint: registerMatter.id, accountId };
      return { item, matterId: (await findSubject(db, reported)) ?? null };
    }),
  );
}
