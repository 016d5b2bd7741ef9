import { readFile } from 'node:fs/promises';
import { ImapFlow, type MailboxObject } from 'imapflow';
import type { ImapConfig } from '../kernel/config.ts';

export interface ListedMail {
  readonly uid: number;
  readonly bytes: number;
}

/** A folder of a mail server that is open for reading. */
export interface Mailbox {
  readonly uidValidity: number;
  readonly usable: boolean;
  /** Number before the first mail that nobody has read yet or that came since. */
  startBefore(since: Date | null): Promise<number>;
  /** Mails after a number, in order. */
  listAfter(uid: number): Promise<ListedMail[]>;
  /** @returns undefined for one that is gone. */
  fetch(uid: number, maxBytes: number): Promise<Buffer | undefined>;
  markSeen(uid: number): Promise<void>;
  /** Resolves when a mail has come, when the connection has ended, and at the latest after this time. */
  wait(maxMs: number): Promise<void>;
  close(): void;
}

const timeouts = { connectionTimeout: 20_000, greetingTimeout: 15_000, socketTimeout: 300_000 };

/** @throws where the server is not reached, refuses, or has no TLS. */
export async function openMailbox(config: ImapConfig): Promise<Mailbox> {
  const { password, caFile } = config;
  const pass = typeof password === 'string' ? password : (await readFile(password.file, 'utf8')).trim();
  const ca = caFile === undefined ? undefined : await readFile(caFile);
  const client = new ImapFlow({
    host: config.host,
    port: config.port,
    secure: config.implicitTls,
    ...(config.implicitTls ? {} : { doSTARTTLS: true }),
    auth: { user: config.user, pass },
    ...(ca === undefined ? {} : { tls: { ca } }),
    ...timeouts,
    maxLiteralSize: 64 * 1_048_576,
    autoIdleDelay: 1000,
    // Its log names senders and users.
    logger: false,
  });
  // Every failure reaches whoever waits for an answer; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return mailboxOf(client, await client.mailboxOpen(config.folder));
  } catch (error) {
    client.close();
    throw error;
  }
}

const mailboxOf = (client: ImapFlow, { uidValidity, uidNext }: MailboxObject): Mailbox => ({
  uidValidity: Number(uidValidity),
  get usable() {
    return client.usable;
  },
  startBefore: async (since) => {
    const unseen = await client.search({ seen: false }, { uid: true });
    const recent = since === null ? [] : await client.search({ since }, { uid: true });
    const numbers = [...(unseen || []), ...(recent || [])];
    return Math.min(uidNext, ...numbers) - 1;
  },
  listAfter: async (uid) => {
    const mails: ListedMail[] = [];
    for await (const one of client.fetch(`${uid + 1}:*`, { uid: true, size: true }, { uid: true })) {
      // The range of a mailbox without newer mails holds its last one.
      if (one.uid > uid) mails.push({ uid: one.uid, bytes: one.size ?? 0 });
    }
    return mails.toSorted((a, b) => a.uid - b.uid);
  },
  fetch: async (uid, maxLength) => {
    const query = { uid: true, source: { start: 0, maxLength } };
    const found = await client.fetchOne(String(uid), query, { uid: true });
    return found === false ? undefined : found.source;
  },
  markSeen: async (uid) => {
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
  },
  wait: (maxMs) =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        client.off('exists', done);
        client.off('close', done);
        resolve();
      };
      const timer = setTimeout(done, maxMs);
      timer.unref();
      client.on('exists', done);
      client.on('close', done);
      if (!client.usable) done();
    }),
  close: () => client.close(),
});
