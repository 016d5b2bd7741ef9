import type { Language } from '@heliu/contract/text';
import type { Config } from './config.ts';

/** Gateways of mainland China send approved templates with parameters; others send the text. Both are given. */
export interface SmsMessage {
  /** E.164, such as +8613800138000. */
  readonly to: string;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly text: string;
  readonly language: Language;
}

export interface SmsSender {
  /** @param id sent as Idempotency-Key. @throws Error when the gateway does not take the message. */
  send(message: SmsMessage, id: string): Promise<void>;
}

const timeoutMs = 15_000;

/**
 * Text messages by a gateway of the city's choice: one HTTP POST of the message as JSON, docs/access.md has the
 * contract. Undefined where none is configured.
 */
export function createSmsSender({ sms }: Config): SmsSender | undefined {
  if (sms === undefined) return undefined;
  return {
    send: async (message, id) => {
      const reply = await fetch(sms.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sms.token}`,
          'idempotency-key': id,
        },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      });
      await reply.body?.cancel();
      if (!reply.ok) throw new Error(`The text-message gateway answered ${reply.status}.`);
    },
  };
}
