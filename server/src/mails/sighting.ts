import { sql } from 'kysely';
import type { City } from '../city/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Db } from '../kernel/db.ts';
import { mine } from './policy.ts';

/** The mail of a file, for an operator of the centre that has it. */
export async function findMailSighting(
  db: Db,
  city: City,
  actor: Actor,
  fileId: string,
): Promise<{ subject: string; purpose: string } | undefined> {
  if (!actor.permissions.has('mail.handle')) return undefined;
  const { rows } = await sql<{
    id: string;
  }>`SELECT l.id FROM mails.files f JOIN mails.mails l ON l.id = f.mail_id
    WHERE f.file_id = ${fileId}::uuid AND ${mine(actor, city)}`.execute(db);
  const [mail] = rows;
  return mail && { subject: `mail:${mail.id}`, purpose: 'handling' };
}
