import { spellMatterCode } from '@heliu/contract/matter/code';
import type { Stage } from '@heliu/contract/matter/model';
import { fill, type Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import type { JobKind } from '../kernel/jobs.ts';
import { receiptCodeOf } from '../matter/index.ts';
import { stageTexts } from '../open311/index.ts';
import type { MailRoom } from './room.ts';

/** Nothing of whom or what: both are read when it is sent. */
export interface Acknowledgement {
  readonly mailId: string;
  /** Where residents' pages are opened from outside. */
  readonly origin: string;
}

interface Registered {
  sender_address: string | null;
  language: Language;
  report_command_id: string;
  code: string;
  stage: Stage;
}

/** Tells whoever wrote that the matter is registered; tried for a day. */
export const acknowledgement = (room: MailRoom): JobKind<Acknowledgement> => ({
  name: 'mails.acknowledge',
  retries: 8,
  retryDelaySeconds: 60,
  timeoutSeconds: 60,
  keepSeconds: 2 * 86_400,
  run: (data, id) => acknowledge(room, data, id),
});

async function acknowledge(
  { kernel, city, matter, mailer }: MailRoom,
  { mailId, origin }: Acknowledgement,
  id: string,
): Promise<void> {
  const { db, clock } = kernel;
  const { rows } = await sql<Registered>`
    SELECT l.sender_address, l.language, l.report_command_id, m.code, m.stage
    FROM mails.mails l JOIN matter.matters m ON m.id = l.matter_id
    WHERE l.id = ${mailId}::uuid AND l.state = 'registered' AND l.acknowledged_at IS NULL`.execute(db);
  const [mail] = rows;
  if (mailer === undefined || mail === undefined || mail.sender_address === null) return;
  const { language } = mail;
  const { pack } = city.current();
  const fields = {
    matterCode: spellMatterCode(mail.code),
    receiptCode: receiptCodeOf(matter.secret, mail.report_command_id),
    status: stageTexts[mail.stage][language],
    cityName: pack.name[language],
    hotline: pack.hotline,
    link: `${origin}/r/mine`,
  };
  const { subject, body } = pack.mailDesk.acknowledgement;
  await mailer.send(
    {
      to: mail.sender_address,
      subject: fill(subject[language], fields),
      text: `${fill(body[language], fields).trim()}\n`,
    },
    id,
  );
  await sql`UPDATE mails.mails SET acknowledged_at = ${new Date(clock.now())}
    WHERE id = ${mailId}::uuid`.execute(db);
}
