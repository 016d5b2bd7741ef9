import * as desk from '@heliu/contract/organisation/desk';
import * as own from '@heliu/contract/organisation/own';
import { type Context, type Route, route } from '../kernel/route.ts';
import type { Asked } from './act.ts';
import { decline, end, resume, suspend, verify } from './decide.ts';
import { organisationBoard, organisationsPage } from './list.ts';
import { demandsPage, ownOrganisation, ownOrganisations } from './own.ts';
import { apply, changeWhereabouts, register, withdraw } from './register.ts';
import { answer, close, invite, leave, remove, withdrawInvited } from './representatives.ts';
import type { OrganisationRoom } from './room.ts';
import { organisationView } from './view.ts';

interface Input {
  readonly params: { readonly organisationId: string };
  readonly body: { readonly commandId: string };
}

const asked = ({ params, body }: Input, { actor }: Context): Asked => ({
  organisationId: params.organisationId,
  commandId: body.commandId,
  actor,
});

const ownRoutes = (room: OrganisationRoom): Route[] => [
  route(own.listOwnOrganisations, (_input, { actor }) => ownOrganisations(room, actor)),
  route(own.getOwnOrganisation, ({ params }, { actor }) =>
    ownOrganisation(room, actor, params.organisationId),
  ),
  route(own.listDemands, ({ params, query }, { actor }) =>
    demandsPage(room, actor, params.organisationId, query),
  ),
  route(own.registerOrganisation, (input, context) => register(room, input, context)),
  route(own.applyForOrganisation, (input, context) =>
    apply(room, asked(input, context), { body: input.body, context }),
  ),
  route(own.withdrawApplication, (input, context) => withdraw(room, asked(input, context))),
  route(own.changeContact, (input, context) => changeWhereabouts(room, asked(input, context), input.body)),
];

const peopleRoutes = (room: OrganisationRoom): Route[] => [
  route(own.inviteRepresentative, (input, context) => {
    const { email, handsOver } = input.body;
    return invite(room, asked(input, context), { email, handsOver, context });
  }),
  route(own.withdrawInvitation, (input, context) =>
    withdrawInvited(room, asked(input, context), input.params.invitationId),
  ),
  route(own.acceptInvitation, ({ params, body: { commandId } }, context) =>
    answer(room, { ...params, commandId, accepts: true }, context),
  ),
  route(own.declineInvitation, ({ params, body: { commandId } }, context) =>
    answer(room, { ...params, commandId, accepts: false }, context),
  ),
  route(own.removeRepresentative, (input, context) =>
    remove(room, asked(input, context), {
      representativeId: input.params.representativeId,
      words: input.body.words,
    }),
  ),
  route(own.leaveOrganisation, (input, context) => leave(room, asked(input, context))),
  route(own.closeOrganisation, (input, context) => close(room, asked(input, context), input.body.words)),
];

const deskRoutes = (room: OrganisationRoom): Route[] => [
  route(desk.listOrganisations, ({ query }, { actor }) => organisationsPage(room, actor, query)),
  route(desk.getOrganisationBoard, (_input, { actor }) => organisationBoard(room, actor)),
  route(desk.getOrganisation, ({ params }, { actor }) =>
    organisationView(room, actor, params.organisationId, desk.getOrganisation.id),
  ),
  route(desk.verifyOrganisation, (input, context) =>
    verify(room, asked(input, context), input.body.application),
  ),
  route(desk.declineOrganisation, (input, context) => decline(room, asked(input, context), input.body)),
  route(desk.suspendOrganisation, (input, context) => suspend(room, asked(input, context), input.body.words)),
  route(desk.resumeOrganisation, (input, context) => resume(room, asked(input, context), input.body.words)),
  route(desk.endOrganisation, (input, context) => end(room, asked(input, context), input.body.words)),
];

export const organisationRoutes = (room: OrganisationRoom): Route[] => [
  ...ownRoutes(room),
  ...peopleRoutes(room),
  ...deskRoutes(room),
];
