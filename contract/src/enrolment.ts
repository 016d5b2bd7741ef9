import { z } from 'zod';
import { PlaceCode } from './city/place.ts';
import { Command } from './command.ts';
import { endpoint } from './endpoint.ts';
import { Position } from './geo.ts';
import { AccountId, Instant, Login } from './people/field.ts';
import { Text } from './text.ts';

/** 志愿者入网, 双报到, 包网干部: a resident, a member of staff where they live, a cadre who answers for a grid. */
export const capacities = ['resident_volunteer', 'staff_at_home', 'cadre_in_charge'] as const;
export const Capacity = z.enum(capacities);
export type Capacity = z.infer<typeof Capacity>;

const EnrolmentId = z.int().positive();

/** `path` names what lies above, outermost first. A grid that the city no longer has is named by its code. */
const EnrolledGrid = z.object({ code: PlaceCode, name: Text, path: Text });

export const OwnEnrolment = z.object({
  id: EnrolmentId,
  capacity: Capacity,
  grid: EnrolledGrid,
  since: Instant,
  allowed: z.array(z.literal('leave')),
});
export type OwnEnrolment = z.infer<typeof OwnEnrolment>;

export const listOwnEnrolments = endpoint({
  id: 'enrolment.own',
  method: 'GET',
  path: '/api/me/enrolments',
  permission: 'signedIn',
  summary: 'Grids that I am enrolled in, and as what',
  reply: z.object({ rows: z.array(OwnEnrolment) }),
});

/** The grid itself, or a point in it; the point is not kept. */
const GridChoice = z.union([z.object({ gridCode: PlaceCode }), z.object({ position: Position })]);
export type GridChoice = z.infer<typeof GridChoice>;

const Enrolled = z.object({ enrolmentId: EnrolmentId, gridCode: PlaceCode });
const Ended = z.object({ enrolmentId: EnrolmentId });

/** Residents become volunteers, staff report where they live. Another grid takes the place of the one before. */
export const enrol = endpoint({
  id: 'enrolment.enrol',
  method: 'POST',
  path: '/api/me/enrolments',
  permission: 'signedIn',
  summary: 'Enrol in the grid where I live',
  body: Command.extend({ place: GridChoice }),
  reply: Enrolled,
});

const enrolmentPath = z.object({ id: z.coerce.number().int().positive() });

/** A cadre in charge does not leave; whoever appoints also dismisses. */
export const leaveGrid = endpoint({
  id: 'enrolment.leave',
  method: 'POST',
  path: '/api/me/enrolments/:id/leave',
  permission: 'signedIn',
  summary: 'Leave a grid that I enrolled in',
  params: enrolmentPath,
  body: Command,
  reply: Ended,
});

const gridPath = z.object({ code: PlaceCode });

/** Problem `enrolment.personUnknown` for whoever is no active member of staff within reach of the person appointing. */
export const appointCadre = endpoint({
  id: 'enrolment.appoint',
  method: 'POST',
  path: '/api/grids/:code/cadres',
  permission: 'enrolment.appoint',
  summary: 'Put a member of staff in charge of a grid',
  params: gridPath,
  body: Command.extend({
    person: z.union([z.object({ login: Login }), z.object({ accountId: AccountId })]),
  }),
  reply: Enrolled,
});
export type AppointedPerson = z.output<typeof appointCadre.body>['person'];

export const dismissCadre = endpoint({
  id: 'enrolment.dismiss',
  method: 'POST',
  path: '/api/cadres/:id/dismiss',
  permission: 'enrolment.appoint',
  summary: 'Release a cadre from the charge of a grid',
  params: enrolmentPath,
  body: Command,
  reply: Ended,
});

export const GridPeople = z.object({
  counts: z.record(Capacity, z.int()),
  /** Null for staff without a role over the place. */
  people: z
    .array(
      z.object({
        id: EnrolmentId,
        name: z.string(),
        capacity: Capacity,
        /** Null for residents. */
        unitCode: z.string().nullable(),
        since: Instant,
        allowed: z.array(z.literal('dismiss')),
      }),
    )
    .nullable(),
  allowed: z.array(z.literal('appoint')),
});
export type GridPeople = z.infer<typeof GridPeople>;

/** Each look at the names of residents is recorded. */
export const getGridPeople = endpoint({
  id: 'enrolment.ofGrid',
  method: 'GET',
  path: '/api/grids/:code/enrolments',
  permission: 'enrolment.read',
  summary: 'Who is enrolled in a grid: names for staff whose place covers it, counts for all other staff',
  params: gridPath,
  reply: GridPeople,
});
