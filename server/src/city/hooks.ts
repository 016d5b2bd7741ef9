import type { Position } from '@heliu/contract/geo';
import type { Language } from '@heliu/contract/text';
import type { Actor } from '../kernel/actor.ts';
import type { Context } from '../kernel/route.ts';
import type { RoleMover } from './grid-roles.ts';

/** Where an earlier matter was, as told then. */
export interface PastPlace {
  /** Of the matter, so that two at one address are told apart. */
  readonly id: string;
  readonly address: string;
  readonly position: Position | null;
  readonly placeCode: string;
}

export interface GridOfficer {
  readonly login: string;
  readonly name: string;
  readonly unitCode: string | null;
}

export interface OpenMatters {
  readonly kind: 'unit' | 'type' | 'place';
  readonly code: string;
  readonly count: number;
}

/** Where an open matter stands. */
export interface StandingMatter {
  readonly gridCode: string;
  readonly position: Position | null;
}

/** What other capabilities know; joined in the composition root. */
export interface CityHooks extends RoleMover {
  /** Open matters on grids. */
  standingOn?(gridCodes: readonly string[]): Promise<readonly StandingMatter[]>;
  /** How many accounts hold a role over one of the grids. */
  accountsOn?(gridCodes: readonly string[]): Promise<number>;
  /** Addresses of recent matters that the actor may see and that hold the text, newest first. */
  pastPlaces?(actor: Actor, text: string, limit: number): Promise<readonly PastPlace[]>;
  /** Active officers whose role covers a grid, by its path; the nearest first. */
  officersOf?(path: string, language: Language): Promise<readonly GridOfficer[]>;
  /** Open matters that stand on codes which an import would take away. */
  openMatters?(
    codes: Readonly<Record<OpenMatters['kind'], readonly string[]>>,
  ): Promise<readonly OpenMatters[]>;
  /** @throws Problem `request.tooMany`. */
  limitSearches?(context: Context<Actor | null>): void;
}
