import { fill, type Language, type Text } from '@heliu/contract/text';
import { z } from 'zod';
import type { Trx } from '../kernel/db.ts';
import type { JobQueue, Jobs } from '../kernel/jobs.ts';
import type { Mailer } from '../kernel/mail.ts';
import type { Secrets } from '../kernel/secret.ts';
import type { SmsSender } from '../kernel/sms.ts';
import { codeMinutes } from './contact-codes.ts';
import type { CityBook } from './places.ts';

/** Where a person is reached. */
export type Contact =
  | { readonly by: 'mail'; readonly to: string }
  | { readonly by: 'sms'; readonly to: string };

const templates = {
  signUp: {
    subject: { zh: '{city}：注册验证码', en: '{city}: code to sign up' },
    text: {
      zh: '您正在注册{city}账号。验证码：{code}，{minutes} 分钟内有效，仅在发起注册的浏览器中可用。如非本人操作，请忽略本消息。',
      en: 'You are opening an account with {city}. Code: {code}, valid for {minutes} minutes, in the browser that asked for it. If it was not you, do nothing.',
    },
  },
  haveAccount: {
    subject: { zh: '{city}：您已有账号', en: '{city}: you have an account already' },
    text: {
      zh: '有人用您的地址申请注册{city}账号，而您已有账号。请直接登录；忘记密码请使用“找回密码”。如非本人操作，请忽略本消息。',
      en: 'Somebody asked to open an account with {city} at this address, but you have one. Sign in, or recover the password. If it was not you, do nothing.',
    },
  },
  recovery: {
    subject: { zh: '{city}：找回密码验证码', en: '{city}: code to recover the password' },
    text: {
      zh: '您正在找回{city}账号的密码。验证码：{code}，{minutes} 分钟内有效，仅在发起找回的浏览器中可用。如非本人操作，请忽略本消息，密码不会改变。',
      en: 'You are recovering the password of your account with {city}. Code: {code}, valid for {minutes} minutes, in the browser that asked for it. If it was not you, do nothing: the password stays as it is.',
    },
  },
  receipt: {
    subject: { zh: '{city}：您上报的回执码', en: '{city}: receipt code of your report' },
    text: {
      zh: '有人要求重发您在{city}匿名上报的回执码。事项编号：{number}，回执码：{code}。凭这两项可在“我的上报”中查看回复、补充和评价，请勿转交他人。如非本人操作，无需处理。',
      en: 'Somebody asked for the receipt code of your report to {city}. Number: {number}, receipt code: {code}. With both, My reports shows replies and lets you add to it and rate it; do not pass them on. If it was not you, there is nothing to do.',
    },
  },
  contactChanged: {
    subject: { zh: '{city}：您账号的联系方式已更改', en: '{city}: contact details of your account changed' },
    text: {
      zh: '管理员更改了您在{city}的账号的联系方式，今后的验证码不再发送到此处。如非您要求，请尽快联系{city}。',
      en: 'An administrator changed the contact details of your account with {city}: codes no longer come here. If you did not ask for that, contact {city} soon.',
    },
  },
} as const satisfies Record<string, { subject: Text; text: Text }>;

export type MessageTemplate = keyof typeof templates;
const templateNames = Object.keys(templates) as MessageTemplate[];

const Message = z.object({
  /** Null where there is nobody to tell: the job is made all the same, so that time does not tell who has an account. */
  contact: z.object({ by: z.enum(['mail', 'sms']), to: z.string() }).nullable(),
  template: z.enum(templateNames),
  /** Empty where the message carries none. */
  code: z.string(),
  /** Of a matter; empty where the message is about none. */
  number: z.string().default(''),
  language: z.enum(['zh', 'en']),
});
type Message = z.infer<typeof Message>;

export interface Messages {
  readonly mail: boolean;
  readonly sms: boolean;
  /** Sends once the transaction has committed. */
  send(
    trx: Trx,
    message: {
      readonly contact: Contact | null;
      readonly template: MessageTemplate;
      readonly code: string;
      readonly number?: string;
      readonly language: Language;
    },
  ): Promise<void>;
}

export interface MessageParts {
  readonly jobs: Jobs;
  readonly mailer: Mailer | undefined;
  readonly sms: SmsSender | undefined;
  readonly secrets: Secrets;
  readonly city: CityBook;
}

const cityless: Text = { zh: '合流', en: 'Heliu' };
const sealPurpose = 'message';

/** Codes on their way wait sealed in the job table: neither it nor a log shows an address or a code. */
export function createMessages({ jobs, mailer, sms, secrets, city }: MessageParts): Messages {
  const deliver = async (
    { contact, template, code, number, language }: Message,
    id: string,
  ): Promise<void> => {
    if (contact === null) return;
    const parameters = {
      city: (city.findCurrent()?.pack.name ?? cityless)[language],
      code,
      number,
      minutes: String(codeMinutes),
    };
    const { subject, text } = templates[template];
    const written = fill(text[language], parameters);
    if (contact.by === 'sms') {
      await sms?.send({ to: contact.to, template, parameters, text: written, language }, id);
      return;
    }
    await mailer?.send(
      { to: contact.to, subject: fill(subject[language], parameters), text: `${written}\n` },
      id,
    );
  };
  const queue: JobQueue<{ sealed: string }> = jobs.define({
    name: 'people.message',
    retries: 5,
    retryDelaySeconds: 5,
    timeoutSeconds: 60,
    keepSeconds: codeMinutes * 60,
    run: async ({ sealed }, id) => {
      const opened = secrets.open(sealPurpose, Buffer.from(sealed, 'base64'), '');
      if (opened === undefined) throw new Error('The message does not open: HELIU_SECRET has changed.');
      await deliver(Message.parse(JSON.parse(opened)), id);
    },
  });
  return {
    mail: mailer !== undefined,
    sms: sms !== undefined,
    send: (trx, message) => {
      const sealed = secrets.seal(sealPurpose, JSON.stringify(message), '').toString('base64');
      return queue.add(trx, { sealed });
    },
  };
}
