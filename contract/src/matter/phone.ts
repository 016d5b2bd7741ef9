/**
 * A telephone number as it is compared, whatever its spelling: digits alone, mobile numbers without 86, landlines with
 * the 0 of their area. The function `matter.phone_key` of the database does the same.
 */
export const phoneKey = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replaceAll(/\D/g, '')
    .replace(/^0086/, '86')
    .replace(/^86(1\d{10})$/, '$1')
    .replace(/^860?([1-9]\d{8,10})$/, '0$1');

/** The same number as accounts have it, with the country code. */
export const e164Of = (key: string): string => `+86${key.replace(/^0/, '')}`;
