import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transporter } from 'nodemailer';
import type { Config } from './config.ts';

export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** @param id makes the Message-ID, so that a mail sent again after a lost answer is known as the same. */
  send(message: MailMessage, id: string): Promise<void>;
}

/** Where mails go in the demo, as files that any mail program opens. */
export const outboxOf = (config: Config): string => join(config.dataDir, 'outbox');

/** Mail by the city's server; in the demo without one, into a folder. Undefined where there is neither. */
export function createMailer(config: Config): Mailer | undefined {
  if (config.smtpUrl !== undefined) return smtpMailer(config, config.smtpUrl);
  return config.demo ? folderMailer(config) : undefined;
}

function envelope(config: Config, message: MailMessage, id: string) {
  const domain = /@([\w.-]+)/.exec(config.mailFrom)?.[1] ?? 'localhost';
  return {
    ...message,
    from: config.mailFrom,
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  });
}

function smtpMailer(config: Config, url: string): Mailer {
  let transport: Promise<Transporter> | undefined;
  return {
    send: async (message, id) => {
      transport ??= openTransport(url);
      await (await transport).sendMail(envelope(config, message, id)).catch((error: unknown) => {
        throw new Error(`The mail server did not take the mail: ${codesOf(error)}.`);
      });
    },
  };
}

/** Servers quote addresses in what they answer, so only its codes get out and into the log. */
function codesOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return 'responseCode' in error && typeof error.responseCode === 'number'
    ? `${code} ${error.responseCode}`
    : code;
}

function folderMailer(config: Config): Mailer {
  const folder = outboxOf(config);
  return {
    send: async (message, id) => {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
      const { message: bytes } = await transport.sendMail(envelope(config, message, id));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, `${id}.eml`), bytes, { mode: 0o600 });
    },
  };
}
