import type { NoticeChannel } from '@heliu/contract/notices';
import type { Config } from '../kernel/config.ts';
import { createMailer } from '../kernel/mail.ts';
import { createGateway } from '../kernel/sms.ts';
import type { Carrier } from './carrier.ts';
import { pushCarrier, type Pusher } from './push/carrier.ts';

/** The ways out that a configuration gives, by their names. */
export function createCarriers(config: Config, push?: Pusher): Map<NoticeChannel, Carrier> {
  const carriers = new Map<NoticeChannel, Carrier>();
  const mail = mailCarrier(config);
  if (mail !== undefined) carriers.set('mail', mail);
  for (const channel of ['sms', 'wechat'] as const) {
    const gateway = gatewayCarrier(config[channel]);
    if (gateway !== undefined) carriers.set(channel, gateway);
  }
  if (push !== undefined) carriers.set('push', pushCarrier(push));
  return carriers;
}

function mailCarrier(config: Config): Carrier | undefined {
  const mailer = createMailer(config);
  return (
    mailer && {
      reaches: ({ email }) => email !== null,
      carry: ({ id, subject, text, link }, { email }) =>
        mailer.send(
          { to: email ?? '', subject, text: link === undefined ? `${text}\n` : `${text}\n\n${link}\n` },
          id,
        ),
    }
  );
}

/** Text messages and services such as WeChat's, which know a person by the phone number bound there. */
function gatewayCarrier(settings: Config['sms']): Carrier | undefined {
  const gateway = createGateway(settings);
  return (
    gateway && {
      reaches: ({ phone }) => phone !== null,
      carry: ({ id, subject, text, template, parameters, language, link }, { phone }) =>
        gateway.send(
          {
            to: phone ?? '',
            template,
            parameters: link === undefined ? parameters : { ...parameters, link },
            text: `${subject}\n${text}`,
            language,
          },
          id,
        ),
    }
  );
}
