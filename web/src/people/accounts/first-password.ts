/** Without 0 o 1 l i, which are mistaken when read aloud or copied by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 4;

/** A random first password such as `k7mq-9x2f-hn4w-tz3c` (about 79 bits). */
export function makeFirstPassword(random: (bytes: Uint8Array<ArrayBuffer>) => void = fill): string {
  const picked: string[] = [];
  const byte = new Uint8Array(1);
  const fair = Math.floor(256 / letters.length) * letters.length;
  while (picked.length < groups * groupLength) {
    random(byte);
    const value = byte[0] ?? 0;
    // Values above the last whole multiple would favour the first letters.
    if (value < fair) picked.push(letters[value % letters.length] ?? '');
  }
  return picked.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}

function fill(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}
