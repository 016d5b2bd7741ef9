import { MailOutlined } from '../kernel/desk/icons.tsx';
import { getMail, listMails } from '@heliu/contract/mails';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const Label = () => useTexts()('title');

export const MailboxAlarm = lazyRouteComponent(() => import('./MailboxAlarm.tsx'), 'MailboxAlarm');

/** Mails of residents at the desk of the district's centre. */
export const mailsModule: ConsoleModule = {
  id: 'mails',
  live: [{ subject: 'mail', lists: [listMails, getMail] }],
  menu: [
    {
      to: '/mails',
      group: 'work',
      order: 16,
      icon: MailOutlined,
      label: Label,
      permissions: ['mail.handle'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/mails',
      component: lazyRouteComponent(() => import('./MailsPage.tsx'), 'MailsPage'),
    }),
  ],
};
