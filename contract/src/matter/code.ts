/** Crockford's base 32: no I, L, O or U, so that a code read aloud or by hand is not misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const misread: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

const valueOf = (sign: string): number => alphabet.indexOf(misread[sign] ?? sign);

/** Product with 2 in GF(32) modulo x⁵ + x² + 1, where 2 generates all 31 non-zero elements. */
const doubled = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;

/**
 * Check value Σ dᵢ·2ⁱ over GF(32), counted from the right, the check character itself at i = 0. Neighbouring weights
 * differ and none is zero, so every wrong character and every swap of two neighbours changes the sum; so does every
 * swap at all in codes of up to 31 characters.
 */
const checkOf = (values: readonly number[]): number =>
  doubled(values.reduce((sum, value) => doubled(sum) ^ value, 0));

/** The first `length` groups of 5 bits. */
function digitsOf(bytes: Uint8Array, length: number): number[] {
  if (bytes.length * 8 < length * 5)
    throw new RangeError(`needs ${Math.ceil((length * 5) / 8)} random bytes`);
  const digits: number[] = [];
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5 && digits.length < length) {
      bits -= 5;
      digits.push((held >> bits) & 31);
    }
  }
  return digits;
}

function encode(bytes: Uint8Array, length: number): string {
  const digits = digitsOf(bytes, length);
  return [...digits, checkOf(digits)].map((digit) => alphabet[digit] ?? '').join('');
}

/** The canonical spelling of what a person typed; undefined where it has another length or a wrong check. */
function parse(text: string, length: number): string | undefined {
  const signs = [...text.toUpperCase().replaceAll(/[\s\-–—_.]/g, '')].map((sign) => misread[sign] ?? sign);
  if (signs.length !== length + 1) return undefined;
  const values = signs.map(valueOf);
  if (values.includes(-1)) return undefined;
  return checkOf(values.slice(0, -1)) === values.at(-1) ? signs.join('') : undefined;
}

const grouped = (code: string, size: number): string =>
  code.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? code;

const matterDigits = 11;
const receiptDigits = 19;

/** A matter code: 55 of the given random bits and a check character, 12 characters without separators. */
export const newMatterCode = (random: Uint8Array): string => encode(random, matterDigits);

/** The code behind any spelling of it: case, spaces, hyphens, O for 0, I or L for 1. Undefined if it cannot be one. */
export const findMatterCode = (text: string): string | undefined => parse(text, matterDigits);

/** For reading: `7K3M-9QXD-2B4F`. */
export const spellMatterCode = (code: string): string => grouped(code, 4);

/** Page that shows the progress of a matter. What follows # never reaches a server, so no log keeps the code. */
export const trackingPath = (code: string): string => `/r/track#${code}`;

/** The secret of an anonymous reporter: 95 bits and a check character, spelt in groups of five. */
export const newReceiptCode = (random: Uint8Array): string => grouped(encode(random, receiptDigits), 5);

export const findReceiptCode = (text: string): string | undefined => parse(text, receiptDigits);
