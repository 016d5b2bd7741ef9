import { getSession, signIn, signOut } from '@heliu/contract/people';
import { type Route, route } from '../kernel/route.ts';
import type { PeopleRoom } from './room.ts';
import { viewSession } from './session-view.ts';
import { endSession, signInWithPassword } from './sign-in.ts';

export function peopleRoutes(room: PeopleRoom): Route[] {
  return [
    route(getSession, async (_input, { request }) => viewSession(room, await room.auth.session(request))),
    route(signIn, (input, context) => signInWithPassword(room, input, context)),
    route(signOut, (_input, context) => endSession(room, context)),
  ];
}
