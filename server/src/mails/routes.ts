import * as mails from '@heliu/contract/mails';
import { districtPath } from '../city/index.ts';
import { administered } from '../kernel/actor.ts';
import type { JobQueue } from '../kernel/jobs.ts';
import { type Route, route } from '../kernel/route.ts';
import type { Acknowledgement } from './acknowledge.ts';
import { readMail, rememberMailLooks } from './get.ts';
import { addToMatter, registerFromMail, restore, setAside, takeFiles } from './handle.ts';
import { mailsPage } from './list.ts';
import { failingSince } from './loop.ts';
import { askAgain } from './repeat.ts';
import type { MailRoom } from './room.ts';

export function mailRoutes(room: MailRoom, acknowledgements: JobQueue<Acknowledgement>): Route[] {
  const looks = rememberMailLooks();
  return [
    route(mails.listMails, ({ query }, { actor }) => mailsPage(room, actor, query)),
    route(mails.getMail, ({ params }, { actor }) => readMail(room, looks, actor, params.mailId)),
    route(mails.takeMailFiles, (input, context) => takeFiles(room, input, context)),
    route(mails.registerMail, (input, context) => registerFromMail(room, acknowledgements, input, context)),
    route(mails.attachMail, (input, context) => addToMatter(room, input, context)),
    route(mails.setMailAside, (input, context) => setAside(room, input, context)),
    route(mails.restoreMail, (input, context) => restore(room, input, context)),
    route(mails.retryMail, (input, context) => askAgain(room, input, context)),
    route(mails.getMailboxAlarm, async (_input, { actor }) => {
      const root = districtPath(room.city.findCurrent());
      const whole = root !== undefined && administered(actor).includes(root);
      return { failingSince: whole ? await failingSince(room) : null };
    }),
  ];
}
