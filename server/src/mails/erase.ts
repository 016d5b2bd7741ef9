import { sql } from 'kysely';
import { appendEvents } from '../kernel/events.ts';
import type { Chore } from '../kernel/upkeep.ts';
import type { MailRoom } from './room.ts';

const dayMs = 86_400_000;
const batch = 100;

/** Erases sender, words and files of mails some time after they were dealt with; a matter keeps its own copy. */
export function mailsChore(room: MailRoom): Chore {
  const { db, clock } = room.kernel;
  const before = (): Date | undefined => {
    const desk = room.city.findCurrent()?.pack.mailDesk;
    return desk === undefined ? undefined : new Date(clock.now() - desk.keepDays * dayMs);
  };
  return {
    name: 'mails.old',
    does: {
      zh: '删除保存期满的来信：来信人、内容和附件',
      en: 'mails erased whose time is over: sender, words and files',
    },
    count: async () => {
      const date = before();
      if (date === undefined) return 0;
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM mails.mails
        WHERE erased_at IS NULL AND handled_at < ${date}`.execute(db);
      return rows[0]?.n ?? 0;
    },
    run: async () => {
      const date = before();
      if (date === undefined) return 0;
      let erased = 0;
      for (let some = batch; some === batch; erased += some) some = await eraseSome(room, date);
      return erased;
    },
  };
}

async function eraseSome({ kernel: { db, clock }, evidence }: MailRoom, before: Date): Promise<number> {
  const at = clock.now();
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; unit_id: string }>`
      UPDATE mails.mails SET sender_key = NULL, sender_name = NULL, sender_address = NULL, subject = '', body = '',
        quoted = '', refused = '[]', note = NULL, sent_at = NULL, erased_at = ${new Date(at)}
      WHERE id IN (SELECT id FROM mails.mails WHERE erased_at IS NULL AND handled_at < ${before}
        ORDER BY handled_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)
      RETURNING id, unit_id`.execute(trx);
    if (rows.length === 0) return 0;
    const { rows: files } = await sql<{ file_id: string }>`DELETE FROM mails.files
      WHERE mail_id = ANY(${rows.map(({ id }) => id)}::uuid[]) RETURNING file_id`.execute(trx);
    await sql`DELETE FROM mails.failures WHERE mail_id = ANY(${rows.map(({ id }) => id)}::uuid[])`.execute(
      trx,
    );
    await evidence.erase(
      trx,
      files.map((file) => file.file_id),
    );
    await appendEvents(
      trx,
      rows.map(({ id, unit_id: unitId }) => ({
        kind: 'mail.erased',
        subject: `mail:${id}`,
        at,
        unitIds: [unitId],
      })),
    );
    return rows.length;
  });
}
