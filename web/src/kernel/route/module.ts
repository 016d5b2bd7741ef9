import type { EndpointSpec } from '@heliu/contract/endpoint';
import type { Permission } from '@heliu/contract/permission';
import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { LiveReads } from '../live/index.ts';

/** Groups of the console's menu, in their order on screen. */
export const menuGroups = ['work', 'place', 'insight', 'administration'] as const;
export type MenuGroup = (typeof menuGroups)[number];

export interface MenuEntry {
  readonly to: string;
  readonly group: MenuGroup;
  /** Lower comes first within its group. */
  readonly order: number;
  readonly icon: ComponentType;
  /** A component, so that it can speak both languages and show a count. */
  readonly label: ComponentType;
  /** Shown to holders of one of these; to everybody signed in when absent. */
  readonly permissions?: readonly Permission[];
}

/** What a capability adds to the console. */
export interface ConsoleModule {
  readonly id: string;
  /** Routes for signed-in staff, below the layout. */
  readonly routes: (parent: AnyRoute) => AnyRoute[];
  readonly menu: readonly MenuEntry[];
  /** Pages below an entry of the menu that other people may open than the entry itself. */
  readonly pages?: readonly { readonly to: string; readonly permissions: readonly Permission[] }[];
  /** What is read again when something changes while it is on screen. */
  readonly live?: readonly LiveReads[];
}

export interface HomeAction {
  readonly to: string;
  readonly order: number;
  /** The one thing most people come for is drawn large. */
  readonly weight: 'main' | 'plain';
  readonly icon: ComponentType;
  readonly title: ComponentType;
  readonly hint: ComponentType;
  readonly shownTo: 'everybody' | 'signedIn' | 'signedOut';
}

export interface Tab {
  readonly to: string;
  readonly order: number;
  readonly icon: ComponentType;
  readonly label: ComponentType;
  /** Shown to holders of one of these; to everybody when absent. */
  readonly permissions?: readonly Permission[];
}

/** What a capability adds to the residents' app. */
export interface ResidentModule {
  readonly id: string;
  readonly routes: (parent: AnyRoute) => AnyRoute[];
  /** Large buttons of the home page. */
  readonly actions: readonly HomeAction[];
  /** Entries of the bottom bar; four in all fit a phone. */
  readonly tabs: readonly Tab[];
  readonly live?: readonly LiveReads[];
}

/** What a capability adds to the field app. */
export interface FieldModule {
  readonly id: string;
  readonly routes: (parent: AnyRoute) => AnyRoute[];
  readonly tabs: readonly Tab[];
  readonly live?: readonly LiveReads[];
  /** Endpoints whose answers are kept on the device: for whoever is signed in, and those alike for everybody. */
  readonly kept: { readonly own: readonly EndpointSpec[]; readonly device: readonly EndpointSpec[] };
  /** Commands that may wait in the outbox. */
  readonly sends: readonly EndpointSpec[];
  /** What it adds to the page of today's tasks. */
  readonly today?: ComponentType;
  /** Goes on behind every page, such as reading what the day needs. */
  readonly behind?: ComponentType;
}
