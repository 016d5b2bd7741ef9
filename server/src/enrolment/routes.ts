import * as enrolment from '@heliu/contract/enrolment';
import { type Route, route } from '../kernel/route.ts';
import { appoint, dismiss } from './cadres.ts';
import { gridPeople } from './of-grid.ts';
import { enrolOneself, leaveOwnGrid, ownEnrolments } from './own.ts';
import type { EnrolmentRoom } from './room.ts';

export const enrolmentRoutes = (room: EnrolmentRoom): Route[] => [
  route(enrolment.listOwnEnrolments, (_input, context) => ownEnrolments(room, context)),
  route(enrolment.enrol, (input, context) => enrolOneself(room, input, context)),
  route(enrolment.leaveGrid, (input, context) => leaveOwnGrid(room, input, context)),
  route(enrolment.appointCadre, (input, context) => appoint(room, input, context)),
  route(enrolment.dismissCadre, (input, context) => dismiss(room, input, context)),
  route(enrolment.getGridPeople, (input, context) => gridPeople(room, input, context)),
];
