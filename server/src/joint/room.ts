import type { EndpointInput } from '@heliu/contract/endpoint';
import type { OrderRole } from '@heliu/contract/joint/consultation-views';
import type { MatterReceipt, registerMatter } from '@heliu/contract/matter/endpoints';
import type { RawBuilder } from 'kysely';
import type { City, CityCapability } from '../city/index.ts';
import type { EvidenceCapability } from '../evidence/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Trx } from '../kernel/db.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Context } from '../kernel/route.ts';
import type { PlannedPlace } from '../patrol/index.ts';

/** What the parts of this capability share; the rules are those of the matters. */
export interface JointRoom {
  readonly kernel: Kernel;
  readonly city: Pick<CityCapability, 'current'>;
  /** Rows of `matter.matters` (as `m`) that an actor may see. */
  visible(actor: Actor, city: City): RawBuilder<boolean>;
  /** Units whose work is the actor's own. */
  unitsServed(actor: Actor, city: City): string[];
  /** By matter: work orders that the actor may send now. */
  sendable(actor: Actor, matterIds: readonly string[]): Promise<ReadonlyMap<string, readonly OrderRole[]>>;
  /** Places that can be inspected, at or below some paths: grids, landmarks and premises. */
  placesIn(city: City, paths: readonly string[]): Promise<readonly PlannedPlace[]>;
  /** Those of them that a patrol plan goes to. */
  placesOfPlan(city: City, paths: readonly string[], plan: string): Promise<readonly PlannedPlace[]>;
  /** Whether the actor may register a matter at a place. */
  mayRegister(actor: Actor, placePath: string, city: City): boolean;
  /** Whether new matters may have a type on the day of `at`. */
  isInForce(city: City, typeCode: string, at: number): boolean;
  /** Photos of findings. */
  readonly evidence: Pick<EvidenceCapability, 'claim' | 'copyFor' | 'erase'>;
  /** Registers a matter by the command of staff; `alongside` stands or falls with it. */
  register(wanted: WantedMatter): Promise<MatterReceipt>;
  /** Decides a work order by the life cycle, for `write` in the caller's transaction. */
  planOrder(actor: Actor, order: OrderToSend): Promise<PlannedOrder>;
}

export interface WantedMatter {
  readonly body: EndpointInput<typeof registerMatter>['body'];
  readonly context: Pick<Context, 'actor' | 'language'>;
  readonly endpoint: string;
  readonly alongside: (trx: Trx, matterId: string) => Promise<void>;
}

export interface OrderToSend {
  readonly matterId: string;
  readonly role: OrderRole;
  readonly unitId: string;
  /** What the unit is told to do. */
  readonly words: string;
  readonly commandId: string;
  readonly endpoint: string;
}

export interface PlannedOrder {
  readonly workOrderNo: number;
  /** @returns false when the matter has moved on since it was planned; then nothing was written. */
  write(trx: Trx): Promise<boolean>;
}
