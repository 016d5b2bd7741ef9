import { Open311Error, unfit } from './errors.ts';

/** What stands behind the question mark of an address. */
export const queryOf = ({ url }: { readonly url: string }): URLSearchParams =>
  new URLSearchParams(url.split('?')[1] ?? '');

/** Arguments of a request; one that is empty is one that is not given, as the standard says. */
export interface Arguments {
  get(name: string): string | undefined;
  /** Values of a name that may be given several times, or once with commas. */
  list(name: string): string[];
  names(): string[];
  /** Every value of a name. */
  all(name: string): string[];
}

export function argumentsOf(params: URLSearchParams): Arguments {
  const all = (name: string) =>
    params
      .getAll(name)
      .map((value) => value.trim())
      .filter((value) => value !== '');
  return {
    get: (name) => all(name)[0],
    all,
    list: (name) => [
      ...new Set(
        [...all(name), ...all(`${name}[]`)].flatMap((value) =>
          value.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])),
        ),
      ),
    ],
    names: () => [...new Set(params.keys())],
  };
}

export function readNumber(args: Arguments, name: string, least: number, most: number): number | undefined {
  const text = args.get(name);
  if (text === undefined) return undefined;
  const value = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw unfit(name, { zh: `${least} 到 ${most} 之间的数`, en: `a number from ${least} to ${most}` });
}

export function readWhole(args: Arguments, name: string, least: number, most: number): number | undefined {
  const value = readNumber(args, name, least, most);
  if (value === undefined || Number.isInteger(value)) return value;
  throw unfit(name, { zh: '整数', en: 'a whole number' });
}

/** `lat` and `long`; both or none. */
export function readPoint(args: Arguments): [number, number] | undefined {
  const lat = readNumber(args, 'lat', -90, 90);
  const lng = readNumber(args, 'long', -180, 180) ?? readNumber(args, 'lng', -180, 180);
  if (lat !== undefined && lng !== undefined) return [lng, lat];
  if (lat === undefined && lng === undefined) return undefined;
  throw new Open311Error(400, { zh: 'lat 与 long 须同时提供。', en: 'lat and long are given together.' });
}

/** `west,south,east,north`. */
export function readBox(args: Arguments): [number, number, number, number] | undefined {
  const text = args.get('bbox');
  if (text === undefined) return undefined;
  const [west, south, east, north, ...more] = text.split(',').map((part) => Number(part.trim() || 'x'));
  const box = [west, south, east, north] as [number, number, number, number];
  const fits =
    more.length === 0 &&
    box.every((side) => Number.isFinite(side)) &&
    box[0] <= box[2] &&
    box[1] <= box[3] &&
    Math.abs(box[1]) <= 90 &&
    Math.abs(box[3]) <= 90;
  if (fits) return box;
  throw unfit('bbox', { zh: '四个经纬度：西,南,东,北', en: 'west,south,east,north in degrees' });
}
