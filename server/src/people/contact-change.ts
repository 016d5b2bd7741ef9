import type { Language } from '@heliu/contract/text';
import type { Trx } from '../kernel/db.ts';
import type { Contact } from './messages.ts';
import type { PeopleRoom } from './room.ts';

export interface ContactDetails {
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Language;
}

export async function contactDetailsOf(trx: Trx, accountId: number): Promise<ContactDetails> {
  return trx
    .selectFrom('people.accounts')
    .select(['email', 'phone', 'language'])
    .where('id', '=', accountId)
    .$castTo<ContactDetails>()
    .executeTakeFirstOrThrow();
}

/**
 * Tells the addresses that an administrator took off an account: whoever can have codes sent elsewhere can take the
 * account over, so its owner hears of it.
 */
export async function tellOldContacts(
  { messages }: PeopleRoom,
  trx: Trx,
  before: ContactDetails,
  after: Pick<ContactDetails, 'email' | 'phone'>,
): Promise<void> {
  const left: Contact[] = [];
  const { email, phone, language } = before;
  if (messages.mail && email !== null && email.toLowerCase() !== after.email?.toLowerCase()) {
    left.push({ by: 'mail', to: email });
  }
  if (messages.sms && phone !== null && phone !== after.phone) left.push({ by: 'sms', to: phone });
  for (const contact of left) {
    await messages.send(trx, { contact, template: 'contactChanged', code: '', language });
  }
}
