/** FNV-1a with a final mix, so that ids that differ in one digit spread evenly. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Whether a matter closed on the spot is looked at by a second person; `share` of all of them are. The draw follows
 * from the id alone: nobody picks, and anybody can repeat it.
 */
export const drawnForSpotCheck = (matterId: string, share: number): boolean =>
  hash32(matterId) < share * 2 ** 32;
