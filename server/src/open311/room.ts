import type { Actor } from '../kernel/actor.ts';
import type { CityCapability } from '../city/index.ts';
import type { EvidenceCapability } from '../evidence/index.ts';
import type { KeyAuthenticator } from '../keys/index.ts';
import type { MatterRoom } from '../matter/index.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** What the Open311 interface is built from. */
export interface Open311Room {
  readonly kernel: Kernel;
  readonly city: CityCapability;
  readonly matter: MatterRoom;
  readonly evidence: EvidenceCapability;
  readonly keys: KeyAuthenticator;
  /** For those who read without a key. @throws Problem `request.tooMany`. */
  limitReads(clientAddress: string): void;
  /** Against guessing codes one by one. @throws Problem `request.tooMany`. */
  limitLookUps(asker: string): void;
  onRefusal(endpoint: string, actor: Actor | null, code: string): void;
}
