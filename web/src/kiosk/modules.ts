import { knowledgeModule } from '../hotline/resident.tsx';
import type { ResidentModule } from '../kernel/route/index.ts';
import { reportModule } from '../report/resident.tsx';

/** What one may do at a counter: all of it without an account. */
export const modules: readonly ResidentModule[] = [reportModule, knowledgeModule];
