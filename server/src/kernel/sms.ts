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

/** Text messages by a gateway of the city's choice. Undefined where none is configured. */
export const createSmsSender = ({ sms }: Config): SmsSender | undefined => createGateway(sms);

/** One HTTP POST of the message as JSON, whatever service is behind it; docs/notices.md has the contract. */
export function createGateway(settings: Config['sms']): SmsSender | undefined {
  if (settings === undefined) return undefined;
  return {
    send: async (message, id) => {
      const reply = await fetch(settings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${settings.token}`,
          'idempotency-key': id,
        },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      });
      await reply.body?.cancel();
      if (!reply.ok) throw new Error(`The gateway answered ${reply.status}.`);
    },
  };
}
