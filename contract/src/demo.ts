import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** Tells nothing but two counts: a page shows with it why its lists are still filling. */
export const getDemoProgress = endpoint({
  id: 'demo.progress',
  method: 'GET',
  path: '/api/demo',
  permission: 'public',
  summary: 'How many of the demo matters are loaded; nought of nought where there is no demo',
  reply: z.object({ matters: z.int(), total: z.int() }),
});
