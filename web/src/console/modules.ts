import type { ConsoleModule } from '../kernel/route/index.ts';
import { cityModule } from '../city/console.tsx';
import { enrolmentModule } from '../enrolment/console.tsx';
import { helpModule } from '../help/console.tsx';
import { exportModule } from '../export/console.tsx';
import { hotlineModule } from '../hotline/console.tsx';
import { jointModule } from '../joint/console.tsx';
import { keysModule } from '../keys/console.tsx';
import { mailsModule } from '../mails/console.tsx';
import { matterModule } from '../matter/console.tsx';
import { noticesModule } from '../notices/console.tsx';
import { organisationModule } from '../organisation/console.tsx';
import { patrolModule } from '../patrol/console.tsx';
import { peopleModule } from '../people/console.tsx';
import { registersModule } from '../registers/console.tsx';
import { signModule } from '../sign/console.tsx';
import { statisticsModule } from '../statistics/console.tsx';
import { supervisionModule } from '../supervision/console.tsx';
import { supportModule } from '../support/console.tsx';
import { webhooksModule } from '../webhooks/console.tsx';

/** Every capability with screens in the console. */
export const modules: readonly ConsoleModule[] = [
  matterModule,
  supervisionModule,
  jointModule,
  hotlineModule,
  organisationModule,
  mailsModule,
  cityModule,
  patrolModule,
  registersModule,
  supportModule,
  signModule,
  noticesModule,
  peopleModule,
  keysModule,
  webhooksModule,
  exportModule,
  statisticsModule,
  enrolmentModule,
  helpModule,
];
