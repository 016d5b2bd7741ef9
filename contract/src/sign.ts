import { z } from 'zod';
import { PathText } from './city/search.ts';
import { PlaceCode } from './city/place.ts';
import { endpoint } from './endpoint.ts';
import { Position } from './geo.ts';
import { PageQuery, pageOf } from './page.ts';
import { Text } from './text.ts';

/** Where the code on a sign leads: nothing but the code of a place. */
export const signPath = (code: string): string => `/r/at/${code}`;

/** The code of a place in what was scanned or typed: an address of a sign, of whatever host, or the code itself. */
export function codeIn(text: string): string | undefined {
  const [, inAddress] = /\/r\/at\/([^/?#\s]+)/.exec(text) ?? [];
  const found = PlaceCode.safeParse((inAddress ?? text).trim());
  return found.success ? found.data : undefined;
}

export const Sign = z.object({
  code: PlaceCode,
  kind: z.enum(['grid', 'landmark']),
  name: Text,
  path: PathText,
  /** Grid or division that a matter reported here gets. */
  placeCode: PlaceCode,
  position: Position,
});
export type Sign = z.infer<typeof Sign>;

/** Problem `sign.unknown`. */
export const getSign = endpoint({
  id: 'sign.get',
  method: 'GET',
  path: '/api/signs/:code',
  permission: 'public',
  summary: 'The grid or landmark of a sign, and the centre that answers for it',
  params: z.object({ code: z.string().max(60) }),
  reply: Sign.extend({
    centre: z.object({ name: Text, phone: z.string().nullable() }).nullable(),
    hotline: z.string(),
  }),
});

/** As many as a sheet holds; a district has thousands, and nobody hangs them up in one go. */
export const mostSigns = 400;
export const signsOnPage = 8;

const choice = {
  /** The widest of my places without it. */
  place: PlaceCode.optional(),
  kind: z.enum(['grid', 'landmark']).default('landmark'),
};

export const listSigns = endpoint({
  id: 'sign.list',
  method: 'GET',
  path: '/api/signs',
  permission: 'sign.print',
  summary: 'Grids or landmarks in my places that a sign can be printed for',
  query: PageQuery.extend(choice),
  reply: pageOf(Sign).extend({
    total: z.int(),
    place: z.object({ code: PlaceCode, name: Text }),
    /** Places that I may print for, outermost first. */
    places: z.array(z.object({ code: PlaceCode, name: Text, depth: z.int() })),
  }),
});

/** Problem `sign.tooMany` beyond 400. */
export const getSignSheet = endpoint({
  id: 'sign.sheet',
  method: 'GET',
  path: '/api/signs/sheet',
  permission: 'sign.print',
  summary: 'Signs with their QR codes to print, as PDF: A4, eight on a page',
  query: z.object(choice),
  reply: 'bytes',
});
