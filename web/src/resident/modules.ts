import type { ResidentModule } from '../kernel/route/index.ts';
import { helpModule } from '../help/resident.tsx';
import { knowledgeModule } from '../hotline/resident.tsx';
import { noticesModule } from '../notices/resident.tsx';
import { organisationModule } from '../organisation/resident.tsx';
import { peopleModule } from '../people/resident.tsx';
import { reportModule } from '../report/resident.tsx';
import { signModule } from '../sign/resident.tsx';

/** Every capability with pages for residents. */
export const modules: readonly ResidentModule[] = [
  reportModule,
  knowledgeModule,
  noticesModule,
  organisationModule,
  peopleModule,
  helpModule,
  signModule,
];
