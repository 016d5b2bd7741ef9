import type { MatterCommand } from '@heliu/contract/matter/commands';
import type { Actor as RuleActor } from '@heliu/contract/matter/context';

/** A command that somebody of the demo gives at an instant. */
export interface Move {
  readonly command: Exclude<MatterCommand, { kind: 'register' }>;
  readonly actor: RuleActor;
  readonly accountId: number | null;
  readonly at: number;
}
