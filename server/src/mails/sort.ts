import type { MailSorting } from '@heliu/contract/mails/desk';
import type { Email } from 'postal-mime';

/**
 * Mails that no person wrote to the desk: answering them would go round in circles (RFC 3834). Several old ways of
 * saying so are in use beside the standard one.
 */
export function sortOf(
  { headers, returnPath }: Email,
  address: string,
  own: readonly string[],
): MailSorting | null {
  const said = (name: string): string =>
    headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase() ?? '';
  const has = (name: string): boolean => headers.some(({ key }) => key === name);
  const from = address.toLowerCase();
  if (own.includes(from)) return 'own';
  const noReturn = returnPath === '' || said('return-path') === '<>';
  if (noReturn || said('content-type').startsWith('multipart/report')) return 'bounce';
  if (/^(mailer-daemon|postmaster)@/.test(from)) return 'bounce';
  const automatic = said('auto-submitted');
  if (automatic !== '' && !automatic.startsWith('no')) return 'autoReply';
  if (has('x-autoreply') || has('x-autorespond') || said('precedence') === 'auto_reply') return 'autoReply';
  if (/^(bulk|list|junk)$/.test(said('precedence'))) return 'list';
  return ['list-id', 'list-unsubscribe', 'list-post'].some(has) ? 'list' : null;
}
