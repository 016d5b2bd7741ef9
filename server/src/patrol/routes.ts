import * as patrol from '@heliu/contract/patrol';
import { type Route, route } from '../kernel/route.ts';
import { coverageOf, coveragePlaces } from './coverage.ts';
import { record } from './record.ts';
import type { PatrolRoom } from './room.ts';
import { roundsOf } from './rounds.ts';

export const patrolRoutes = (room: PatrolRoom): Route[] => [
  route(patrol.listRounds, (_input, { actor }) => roundsOf(room, actor)),
  route(patrol.recordVisit, (input, context) => record(room, input, context)),
  route(patrol.getCoverage, ({ query }, { actor }) => coverageOf(room, actor, query)),
  route(patrol.listCoveragePlaces, ({ query }, { actor }) => coveragePlaces(room, actor, query)),
];
