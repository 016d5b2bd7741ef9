import type { ConsoleModule } from '../kernel/route/index.ts';
import { peopleModule } from '../people/console.tsx';

/** Every capability with screens in the console. */
export const modules: readonly ConsoleModule[] = [peopleModule];
