import { createHash } from 'node:crypto';
import { findMatterCode } from '@heliu/contract/matter/code';
import type { EventKind } from '@heliu/contract/matter/events';
import { isFinal, type Stage } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import type { Language } from '@heliu/contract/text';
import { type RawBuilder, sql } from 'kysely';
import type { City } from '../city/index.ts';
import { commentFor, isTold, toldStep } from '../matter/index.ts';
import { missing, notFound, Open311Error, unfit } from './errors.ts';
import { type Arguments, readWhole } from './query.ts';
import type { Open311Room } from './room.ts';
import { listedTypes } from './services.ts';
import type { Fields, Shape } from './shape.ts';
import { submissionToken } from './submissions.ts';
import { keepFiles, once, type Sent } from './submit.ts';
import { stepTexts } from './texts.ts';
import { instantText, readRange } from './time.ts';

export const updateEndpoint = 'open311.update';

const mostUpdates = 1000;
const longestNote = 2000;

interface StoredUpdate {
  readonly at: Date;
  readonly kind: EventKind;
  readonly code: string;
  readonly payload: {
    readonly version: number;
    readonly stageAfter: Stage;
    readonly data: Record<string, unknown>;
  };
}

export interface Update extends StoredUpdate {
  readonly step: keyof typeof stepTexts;
}

async function readUpdates({ kernel }: Open311Room, which: RawBuilder<unknown>): Promise<Update[]> {
  const { rows } = await sql<StoredUpdate>`SELECT e.at, e.kind, m.code, e.payload FROM log.events e
    JOIN matter.matters m ON m.id = substr(e.subject, 8)::uuid
    WHERE e.subject LIKE 'matter:%' AND ${isTold} AND ${which}`.execute(kernel.db);
  return rows.flatMap((row) => {
    const step = toldStep({ kind: row.kind, data: row.payload.data });
    return step === undefined ? [] : [{ ...row, step }];
  });
}

/** Steps that the public is told of, of one request or of all within a time, oldest first. */
export async function listUpdates(room: Open311Room, args: Arguments, language: Language): Promise<Shape> {
  const city = room.city.current();
  const size = readWhole(args, 'page_size', 1, mostUpdates) ?? mostUpdates;
  const page = readWhole(args, 'page', 1, mostUpdates) ?? 1;
  const named = args.list('service_request_id');
  const codes = named.flatMap((text) => findMatterCode(text) ?? []);
  const which = named.length > 0 ? ofRequests(codes) : within(room, args, city);
  const updates = await readUpdates(
    room,
    sql`${which} ORDER BY e.at, e.id LIMIT ${size} OFFSET ${(page - 1) * size}`,
  );
  return {
    root: 'service_request_updates',
    list: { name: 'request_update', items: updates.map((update) => updateFields(update, city, language)) },
  };
}

const ofRequests = (codes: readonly string[]) =>
  sql<boolean>`e.subject IN (SELECT 'matter:' || m.id FROM matter.matters m WHERE m.code = ANY(${codes}::text[]))`;

function within({ kernel }: Open311Room, args: Arguments, city: City): RawBuilder<boolean> {
  const { from, to } = readRange(
    ['start_date', args.get('start_date')],
    ['end_date', args.get('end_date')],
    kernel.clock.now(),
  );
  return sql<boolean>`e.at BETWEEN ${new Date(from)} AND ${new Date(to)}
    AND m.type_code = ANY(${listedTypes(city)}::text[])`;
}

const updateFields = ({ at, code, payload, step }: Update, city: City, language: Language): Fields => ({
  update_id: `${code}-${payload.version}`,
  service_request_id: code,
  status: isFinal(payload.stageAfter) ? 'closed' : 'open',
  updated_datetime: instantText(at, city),
  description: stepTexts[step][language],
  media_url: null,
});

/** The same steps as notes of each request, by its code; for `extensions=true`. */
export async function notesOf(
  room: Open311Room,
  codes: readonly string[],
  language: Language,
): Promise<Map<string, Fields[]>> {
  const city = room.city.current();
  const updates = await readUpdates(room, sql`${ofRequests(codes)} ORDER BY e.at, e.id`);
  const notes = new Map<string, Fields[]>();
  for (const { at, code, step } of updates) {
    const note = {
      datetime: instantText(at, city),
      summary: stepTexts[step][language],
      description: null,
      type: step,
    };
    notes.set(code, [...(notes.get(code) ?? []), note]);
  }
  return notes;
}

/** A word of the resident to a request that the same key sent. A status that comes with it decides nothing. */
export async function submitUpdate(room: Open311Room, sent: Sent): Promise<Shape> {
  const { form, actor, idempotencyKey } = sent;
  const { args, files } = form;
  const { accountId } = actor;
  const id = args.get('service_request_id');
  if (id === undefined) throw missing('service_request_id');
  const code = findMatterCode(id);
  const note = args.get('description');
  if (note === undefined) throw missing('description');
  if (note.length > longestNote) {
    throw unfit('description', { zh: `至多 ${longestNote} 个字符`, en: `at most ${longestNote} characters` });
  }
  if (code === undefined) throw notFound('service_request_id', id);
  const updateId = args.get('update_id');
  const named =
    idempotencyKey ?? (updateId && createHash('sha256').update(`${code} ${updateId}`).digest('hex'));
  const token = await submissionToken(room.kernel, {
    accountId,
    endpoint: updateEndpoint,
    form,
    idempotencyKey: named,
  });
  const work = async () =>
    commentFor(room.matter, {
      commandId: token,
      endpoint: updateEndpoint,
      accountId,
      code,
      note,
      fileIds: await keepFiles(room, files, { token, accountId }),
    });
  const receipt = await once(room, { token, accountId }, work, updateEndpoint).catch((error: unknown) => {
    throw explained(error, id);
  });
  return {
    root: 'service_request_updates',
    list: {
      name: 'request_update',
      items: [{ update_id: `${receipt.code}-${receipt.version}`, service_request_id: receipt.code }],
    },
  };
}

function explained(error: unknown, id: string): unknown {
  if (!(error instanceof Problem)) return error;
  if (error.code === 'resource.notFound') return notFound('service_request_id', id);
  if (error.code !== 'auth.forbidden') return error;
  return new Open311Error(403, {
    zh: '该诉求不是由本密钥提交的，不能补充。',
    en: 'This request was not sent with this key and cannot be added to.',
  });
}
