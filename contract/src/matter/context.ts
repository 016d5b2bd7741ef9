import type { Instant } from '../deadline/model.ts';
import type { CompiledCalendar } from '../deadline/working-time.ts';
import type { Role } from '../permission.ts';
import type { CommandKind } from './commands.ts';
import type { MatterEvent } from './events.ts';
import type { Matter } from './model.ts';
import type { RefusalCode } from './refusals.ts';
import type { LifeCycleRules, MatterTypeRules } from './rules.ts';

/** Who acts. Places and units are the server's policy; here only "the same person or another" is decided. */
export interface Actor {
  /** `reporter`: a resident behind the matter; `system`: a timer, a sensor or an automatic step. */
  readonly kind: 'staff' | 'reporter' | 'system';
  /** Null for an anonymous reporter and for the system. */
  readonly accountId: string | null;
  readonly roles: readonly Role[];
  readonly unitIds: readonly string[];
  /** The reporter's link to this matter; null for everybody else. */
  readonly reporterId: string | null;
}

/** Where the routing rules send a matter, and the rule that said so. */
export interface Route {
  readonly ruleCode: string;
  readonly leadUnitId: string;
  readonly assistUnitIds: readonly string[];
}

export interface DecideContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly rules: LifeCycleRules;
  readonly type: MatterTypeRules;
  readonly calendar: CompiledCalendar;
  /** For `register` with automatic steps, where the routing rules found a unit. */
  readonly route?: Route;
  /**
   * Whether one centre stands above another in the division tree, for `escalate` and `assignDown`. Left out where the
   * asker does not know the tree; the server always does.
   */
  readonly isAbove?: (upperUnitId: string, lowerUnitId: string) => boolean;
  /** For `merge` and `undoMerge`: the matter merged into; for a comment on a merged one: where it goes on. */
  readonly counterpart?: Matter;
}

export interface Refusal {
  readonly code: RefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Decision =
  | {
      readonly ok: true;
      readonly matter: Matter;
      /** The other matter of `merge`, `undoMerge` and a comment, changed; to be stored in the same transaction. */
      readonly counterpart: Matter | null;
      /** In order; those of the counterpart carry its `matterId`. */
      readonly events: readonly MatterEvent[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** What a screen needs to know of one command: possible now (some payload is accepted), or why not. */
export interface Permitted {
  readonly command: CommandKind;
  /** Of the commands on a work order, one entry per order; null for the rest. */
  readonly workOrderNo: number | null;
  readonly refusal: Refusal | null;
}
