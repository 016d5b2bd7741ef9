import type { Actor } from '../kernel/actor.ts';
import type { FileStore } from '../kernel/files.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Context } from '../kernel/route.ts';

/** What a file belongs to, for one who may read it: entered in the record of looks. */
export interface Sighting {
  /** `matter:<id>`. */
  readonly subject: string;
  /** Why the actor may look, such as `handling`. */
  readonly purpose: string | null;
}

/** What the evidence capability is built from besides the kernel. */
export interface EvidencePorts {
  /** Finds what a file belongs to if the actor may read that; asked for attached files only. */
  findSighting(actor: Actor, fileId: string): Promise<Sighting | undefined>;
  /** @throws Problem `request.tooMany`. */
  limitUploads(context: Context<Actor | null>): Promise<void>;
}

export interface EvidenceRoom extends EvidencePorts {
  readonly kernel: Kernel;
  readonly files: FileStore;
}
