import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { Role } from '../permission.ts';
import { Code } from './model.ts';
import { Person } from './views.ts';

/** What somebody is to be named for: to have the matter or a work order in hand, or to look before it is filed. */
export const colleagueParts = ['hold', 'check'] as const;
export const ColleaguePart = z.enum(colleagueParts);
export type ColleaguePart = z.infer<typeof ColleaguePart>;

export const Colleague = Person.extend({ roles: z.array(Role) });
export type Colleague = z.infer<typeof Colleague>;

export const listColleagues = endpoint({
  id: 'matter.colleagues',
  method: 'GET',
  path: '/api/matters/:matterId/colleagues',
  permission: 'matter.assign',
  summary: 'People of my unit, or of any unit for the centre that runs it, who may have this matter in hand',
  params: z.object({ matterId: z.string().min(1).max(64) }),
  query: z.object({ unitId: Code, part: ColleaguePart.default('hold') }),
  reply: z.object({
    /** False where the unit names its people itself: the list is then empty. */
    open: z.boolean(),
    people: z.array(Colleague),
  }),
});
