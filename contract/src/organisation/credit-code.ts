/** Signs of a unified social credit code (GB 32100-2015) in the order of their values: I, O, S, V and Z are left out. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** What is wrong with a code: its length, a sign that no code has, letters where the division stands, or its last sign. */
export type CreditCodeFault = 'length' | 'sign' | 'division' | 'check';

/** A code as it is kept and compared: capitals, without spaces and hyphens, full-width signs made narrow. */
export const normalCreditCode = (given: string): string =>
  given.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/** The last sign, which the 17 before it determine; undefined where one of them is no sign of a code. */
export function checkSign(first17: string): string | undefined {
  let sum = 0;
  for (const [place, weight] of weights.entries()) {
    const value = signs.indexOf(first17[place] ?? ' ');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return signs[(31 - (sum % 31)) % 31];
}

/** Undefined where a code, in its normal form, is well formed. */
export function creditCodeFault(code: string): CreditCodeFault | undefined {
  if (code.length !== 18) return 'length';
  if ([...code].some((sign) => !signs.includes(sign))) return 'sign';
  if (!/^\d{6}$/.test(code.slice(2, 8))) return 'division';
  return checkSign(code) === code[17] ? undefined : 'check';
}
