import { getMail, type MailDetail } from '@heliu/contract/mails';
import { findMatterCode } from '@heliu/contract/matter/code';
import type { Stage } from '@heliu/contract/matter/model';
import { Problem } from '@heliu/contract/problem';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../kernel/actor.ts';
import { visible } from '../matter/index.ts';
import { type ListedMailRow, mailColumns, rowOfMail, withMatter } from './list.ts';
import { mine } from './policy.ts';
import { faultOf } from './repeat.ts';
import type { MailRoom } from './room.ts';

/** A page that is fetched anew while somebody reads it was opened once. */
const lookMs = 600_000;
const maxRemembered = 20_000;
const mostSuggested = 5;

export type MailLooks = LRUCache<string, number>;
export const rememberMailLooks = (): MailLooks => new LRUCache({ max: maxRemembered });

interface WholeRow extends ListedMailRow {
  sent_at: Date | null;
  language: 'zh' | 'en';
  body: string;
  quoted: string;
  note: string | null;
  acknowledged_at: Date | null;
}

/** @throws Problem `resource.notFound`. */
export async function readMail(
  room: MailRoom,
  looks: MailLooks,
  actor: Actor,
  mailId: string,
): Promise<MailDetail> {
  const { db } = room.kernel;
  const city = room.city.current();
  const { rows } = await sql<WholeRow>`SELECT ${mailColumns}, l.sent_at, l.language, l.body, l.quoted, l.note,
      l.acknowledged_at
    FROM ${withMatter(actor, city)} WHERE l.id = ${mailId}::uuid AND ${mine(actor, city)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Problem('resource.notFound');
  await recordLook(room, looks, actor, mailId);
  const files = await filesOf(room, mailId);
  return {
    ...rowOfMail(row),
    senderName: row.sender_name,
    senderAddress: row.sender_address,
    sentAt: row.sent_at?.toISOString() ?? null,
    language: row.language,
    body: row.body,
    quoted: row.quoted,
    evidence: files,
    refusals: refusalsOf(row.refused),
    fault: row.failed ? await faultOf(room, mailId) : null,
    suggested: row.state === 'open' ? await suggestions(room, actor, row) : [],
    note: row.note,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
  };
}

const refusalsOf = (refused: unknown): MailDetail['refusals'] =>
  (Array.isArray(refused) ? refused : []).map(
    ({ name, zh, en }: { name: string; zh: string; en: string }) => ({
      name,
      why: { zh, en },
    }),
  );

async function filesOf(
  { kernel: { db }, evidence }: MailRoom,
  mailId: string,
): Promise<MailDetail['evidence']> {
  const { rows } = await sql<{ file_id: string; name: string }>`
    SELECT file_id, name FROM mails.files WHERE mail_id = ${mailId}::uuid ORDER BY no`.execute(db);
  const described = await evidence.describe(
    db,
    rows.map((row) => row.file_id),
  );
  return rows.flatMap(({ file_id: id, name }) => {
    const file = described.get(id);
    return file === undefined ? [] : [{ ...file, name: file.name ?? name }];
  });
}

/** Codes as they are spelt, with what may stand between their groups. */
const spelt = /(?<![\p{L}\p{N}])[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}(?![\p{L}\p{N}])/gu;

async function suggestions(
  { kernel: { db }, city }: MailRoom,
  actor: Actor,
  { subject, body, quoted }: Pick<WholeRow, 'subject' | 'body' | 'quoted'>,
): Promise<MailDetail['suggested']> {
  const words = `${subject}\n${body}\n${quoted}`;
  const codes = [...words.matchAll(spelt)].flatMap(([text]) => findMatterCode(text) ?? []);
  const some = [...new Set(codes)].slice(0, mostSuggested);
  if (some.length === 0) return [];
  const { rows } = await sql<{ id: string; code: string; title: string; stage: Stage }>`
    SELECT m.id, m.code, m.title, m.stage FROM matter.matters m
    WHERE m.code = ANY(${some}::text[]) AND ${visible(actor, city.current())}`.execute(db);
  return rows.map(({ id: matterId, ...rest }) => ({ matterId, ...rest }));
}

async function recordLook(
  { kernel: { db, clock } }: MailRoom,
  looks: MailLooks,
  { accountId }: Actor,
  mailId: string,
): Promise<void> {
  const now = clock.now();
  const key = `${accountId} ${mailId}`;
  const last = looks.get(key);
  if (last !== undefined && now - last < lookMs) return;
  await db
    .insertInto('log.accesses')
    .values({
      at: new Date(now),
      account_id: accountId,
      endpoint: getMail.id,
      subject: `mail:${mailId}`,
      purpose: 'handling',
    })
    .execute();
  looks.set(key, now);
}
