import type { CityCapability } from '../city/index.ts';
import type { EvidenceCapability } from '../evidence/index.ts';
import type { Jobs } from '../kernel/jobs.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Trx } from '../kernel/db.ts';
import type { Mailer } from '../kernel/mail.ts';
import type { Secrets } from '../kernel/secret.ts';
import type { MatterRoom } from '../matter/index.ts';
import type { SystemNotice } from '../notices/index.ts';

export interface MailHooks {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current' | 'findCurrent'>;
  readonly matter: MatterRoom;
  readonly evidence: Pick<EvidenceCapability, 'parts' | 'copyFor' | 'describe' | 'erase'>;
  readonly jobs: Jobs;
  tellAdministrators(trx: Trx, notice: SystemNotice): Promise<void>;
}

export interface MailRoom extends Omit<MailHooks, 'jobs'> {
  readonly secrets: Secrets;
  readonly mailer: Mailer | undefined;
}
