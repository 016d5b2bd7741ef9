import { z } from 'zod';
import { PlaceCode } from '../city/place.ts';
import { endpoint } from '../endpoint.ts';
import { Text } from '../text.ts';
import { Code, Id } from './model.ts';
import { MatterRow } from './views.ts';

/** `pingPong`: units returned it too often. `noOwner`: no routing rule names a unit, only the fallback owner is left. */
export const rulingReasons = ['pingPong', 'noOwner'] as const;
export const RulingReason = z.enum(rulingReasons);
export type RulingReason = z.infer<typeof RulingReason>;

/** More of a kind than this are not listed: the first by due time are. */
export const rulingsShown = 100;

const Returned = z.object({
  at: z.iso.datetime(),
  unitId: Id,
  by: z.string().nullable(),
  reasonCode: Code,
  words: z.string().nullable(),
});

const Candidate = z.object({
  unitId: Id,
  /** Routing rule that names it. */
  rule: Text,
  /** Whether it returned the matter. */
  returned: z.boolean(),
});

export const RulingRow = MatterRow.extend({
  why: RulingReason,
  /** Command that settles it, and whose order it is about. */
  act: z.enum(['rule', 'dispatch']),
  role: z.enum(['lead', 'assist']),
  /** The last first. */
  returns: z.array(Returned),
  /** Units that the routing rules name, the first rule first, and the fallback owner last. */
  candidates: z.array(Candidate),
});
export type RulingRow = z.infer<typeof RulingRow>;

export const listRulings = endpoint({
  id: 'matter.rulings',
  method: 'GET',
  path: '/api/rulings',
  permission: 'matter.approve',
  summary:
    'Matters on which I may rule who is responsible, by due time, with who returned them and whom the rules name',
  query: z.object({
    why: RulingReason.optional(),
    /** A place with all below it. */
    place: PlaceCode.optional(),
  }),
  reply: z.object({
    rows: z.array(RulingRow),
    counts: z.record(RulingReason, z.int()),
    /** Whether there are more of a kind than are listed. */
    more: z.boolean(),
  }),
});

export const countRulings = endpoint({
  id: 'matter.rulingCount',
  method: 'GET',
  path: '/api/rulings/count',
  permission: 'matter.approve',
  summary: 'On how many matters that units returned too often I may rule',
  reply: z.object({ waiting: z.int() }),
});
