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

/** A landline without its area: no area and no mobile number begins so. */
const local = /^[2-9]\d{6,7}$/;

/**
 * Every way in which one number may have been noted down where `areaCode` (`023`) is dialled: the whole number first,
 * then what is left of a landline within the area.
 */
export function phoneKeys(phone: string, areaCode: string | undefined): [string, ...string[]] {
  const key = phoneKey(phone);
  if (areaCode === undefined) return [key];
  if (local.test(key)) return [`${areaCode}${key}`, key];
  const rest = key.startsWith(areaCode) ? key.slice(areaCode.length) : '';
  return local.test(rest) ? [key, rest] : [key];
}

/** The same number as accounts have it, with the country code. */
export const e164Of = (key: string): string => `+86${key.replace(/^0/, '')}`;
