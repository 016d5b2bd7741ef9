import { randomUUID } from 'node:crypto';
import type { CircularKind, CopyState } from '@heliu/contract/organisation/copy';
import type { OrganisationKind } from '@heliu/contract/organisation/organisation';
import { sql } from 'kysely';
import type { City, Place } from '../city/index.ts';
import type { Trx } from '../kernel/db.ts';
import { appendEvents } from '../kernel/events.ts';
import { circularEvent } from './circular/events.ts';
import { organisationEvent } from './events.ts';
import { insertAct, insertApplication } from './store.ts';

export interface PastOrganisation {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string | null;
  readonly noCodeReason: string | null;
  readonly kind: OrganisationKind;
  readonly place: Place;
  readonly address: string;
  readonly contact: { readonly name: string; readonly phone: string };
  readonly registered: { readonly at: number; readonly by: number };
  readonly verified?: { readonly at: number; readonly by: number };
}

/** Enters an organisation of the past with the events of what was done. */
export async function enterOrganisation(trx: Trx, city: City, past: PastOrganisation): Promise<void> {
  const { id, registered, verified, place } = past;
  await trx
    .insertInto('organisation.organisations')
    .values({
      id,
      name: past.name,
      credit_code: past.creditCode,
      no_code_reason: past.noCodeReason,
      kind: past.kind,
      place_code: place.code,
      place_path: place.path,
      address: past.address,
      contact_name: past.contact.name,
      contact_phone: past.contact.phone,
      state: verified === undefined ? 'waiting' : 'verified',
      registered_at: new Date(registered.at),
      registered_by: registered.by,
      verified_at: verified === undefined ? null : new Date(verified.at),
    })
    .execute();
  await trx
    .insertInto('organisation.representatives')
    .values({
      id: randomUUID(),
      organisation_id: id,
      account_id: registered.by,
      since: new Date(registered.at),
    })
    .execute();
  await insertApplication(trx, { id, ...registered }, past);
  const steps = [{ kind: 'registered', ...registered }];
  if (verified !== undefined) {
    steps.push({ kind: 'verified', ...verified });
    await sql`UPDATE organisation.applications SET decision = 'verified', decided_at = ${new Date(verified.at)},
      decided_by = ${verified.by} WHERE organisation_id = ${id}::uuid`.execute(trx);
  }
  const where = { id, placeCode: place.code, placePath: place.path };
  for (const { kind, at, by } of steps) {
    await insertAct(trx, { id, at, by }, { kind });
    const facts = { at, actorId: by, commandId: null };
    await appendEvents(trx, [organisationEvent(where, kind, facts, city)]);
  }
}

interface PastCircular {
  readonly id: string;
  readonly kind: CircularKind;
  readonly title: string;
  readonly body: string;
  readonly unitId: string;
  readonly dueAt: number | null;
  readonly sent: { readonly at: number; readonly by: number };
  readonly copies: readonly {
    readonly organisationId: string;
    readonly state: CopyState;
    readonly at: number;
    readonly answer?: { readonly words: string; readonly by: number };
    readonly decision?: { readonly words: string; readonly at: number };
  }[];
}

/** Enters a notice or order of the past with how far it got. */
export async function enterCircular(trx: Trx, city: City, past: PastCircular): Promise<void> {
  const { id, unitId, sent, dueAt, copies } = past;
  const due = dueAt === null ? null : new Date(dueAt);
  await trx
    .insertInto('organisation.circulars')
    .values({
      id,
      kind: past.kind,
      title: past.title,
      body: past.body,
      unit_id: unitId,
      due_at: due,
      sent_at: new Date(sent.at),
      sent_by: sent.by,
    })
    .execute();
  await trx
    .insertInto('organisation.copies')
    .values(
      copies.map(({ organisationId, state, at }) => ({
        circular_id: id,
        organisation_id: organisationId,
        state,
        due_at: due,
        read_at: state === 'sent' ? null : new Date(at),
        acknowledged_at: state === 'acknowledged' ? new Date(at) : null,
        changed_at: new Date(at),
      })),
    )
    .execute();
  for (const { organisationId, state, at, answer, decision } of copies) {
    if (answer === undefined) continue;
    await trx
      .insertInto('organisation.answers')
      .values({
        circular_id: id,
        organisation_id: organisationId,
        no: 1,
        words: answer.words,
        answered_at: new Date(at),
        answered_by: answer.by,
        decision: decision === undefined ? null : state,
        decided_at: decision === undefined ? null : new Date(decision.at),
        decided_by: decision === undefined ? null : sent.by,
        decision_words: decision?.words ?? null,
      })
      .execute();
  }
  const facts = { at: sent.at, actorId: sent.by, commandId: null };
  await appendEvents(
    trx,
    copies.map(({ organisationId }) =>
      circularEvent({ id, unitId }, 'circularSent', facts, city, {
        organisationId,
        circularKind: past.kind,
        dueAt,
      }),
    ),
  );
}
