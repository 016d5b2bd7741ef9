import type { Capability } from '../kernel/kernel.ts';
import { createMailer } from '../kernel/mail.ts';
import { createSecrets } from '../kernel/secret.ts';
import { acknowledgement } from './acknowledge.ts';
import { mailsChore } from './erase.ts';
import { readMailbox } from './loop.ts';
import type { MailHooks, MailRoom } from './room.ts';
import { mailRoutes } from './routes.ts';

export { type SeededMail, seedMails } from './seed.ts';
export { withoutMails } from './policy.ts';
export { findMailSighting } from './sighting.ts';

/** Mails of residents: read from the district's mailbox, dealt with at the desk of its centre. */
export function createMails(hooks: MailHooks): Capability {
  const { config } = hooks.kernel;
  const room: MailRoom = { ...hooks, secrets: createSecrets(config.secret), mailer: createMailer(config) };
  const acknowledgements = hooks.jobs.define(acknowledgement(room));
  const reading = config.imap && readMailbox(room, config.imap);
  return {
    routes: mailRoutes(room, acknowledgements),
    chores: [mailsChore(room)],
    ...(reading === undefined ? {} : { loops: [reading.loop], close: reading.close }),
  };
}
