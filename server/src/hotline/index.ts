import type { Capability } from '../kernel/kernel.ts';
import { createSecrets } from '../kernel/secret.ts';
import type { HotlineHooks } from './room.ts';
import { hotlineRoutes } from './routes.ts';

/** The desk of the operators on the telephone: callers, answers and call-backs. */
export const createHotline = (hooks: HotlineHooks): Capability => ({
  routes: hotlineRoutes({ ...hooks, secrets: createSecrets(hooks.kernel.config.secret) }),
});
