const nowhere = 'http://nowhere.invalid';

/** A path of this site, however browsers read it; anything else is answered with `home`. */
export function safePath(given: string | undefined, home: string): string {
  if (given === undefined || !URL.canParse(given, nowhere)) return home;
  const { origin, pathname, search, hash } = new URL(given, nowhere);
  return origin === nowhere && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : home;
}
