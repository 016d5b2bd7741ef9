import type { Capability } from '../kernel/kernel.ts';
import { createSecrets } from '../kernel/secret.ts';
import { registersChores } from './retention.ts';
import type { RegistersHooks } from './room.ts';
import { registersRoutes } from './routes.ts';

export { storeContacts } from './contacts.ts';
export { insertPremises, type KnownPremises } from './store.ts';
export { premisesIn } from './planned.ts';
export { looksAt, recordLook } from './looks.ts';

/** Registers of places and of matters: rental premises and disputes. None of them is a register of people. */
export const createRegisters = (hooks: RegistersHooks): Capability => ({
  routes: registersRoutes({ ...hooks, secrets: createSecrets(hooks.kernel.config.secret) }),
  chores: registersChores(hooks.kernel),
});
