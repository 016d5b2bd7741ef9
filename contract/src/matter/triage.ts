import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { Id } from './model.ts';
import { ActView } from './views.ts';

/** As many as one act is carried out on at a time. */
export const maxTogether = 100;

export const AllowedOn = z.object({
  matterId: Id,
  /** The version looked at, for the command to expect. */
  version: z.number(),
  /** Whether a reporter waits for words. */
  reported: z.boolean(),
  orders: z.array(z.object({ workOrderNo: z.number(), unitId: Id, holderId: Id.nullable() })),
  allowed: z.array(ActView),
});
export type AllowedOn = z.infer<typeof AllowedOn>;

export const listAllowed = endpoint({
  id: 'matter.allowed',
  method: 'GET',
  path: '/api/allowed-acts',
  permission: 'queue.read',
  summary: 'What I may do now on each of several matters; those that I do not see are left out',
  query: z.object({
    matterIds: z
      .union([z.string(), z.array(z.string())])
      .transform((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value))
      .pipe(z.array(z.uuid()).min(1).max(maxTogether)),
  }),
  reply: z.object({ matters: z.array(AllowedOn) }),
});
