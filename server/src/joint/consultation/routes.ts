import * as contract from '@heliu/contract/joint/consultations';
import { type Context, type Route, route } from '../../kernel/route.ts';
import type { JointRoom } from '../room.ts';
import type { Asked } from './act.ts';
import { addItem, changeItem, removeItem, reorder } from './agenda.ts';
import { cancel, close, hold } from './course.ts';
import { decide, order } from './decide.ts';
import { answer, invite } from './invitations.ts';
import { consultationBoard, consultationsPage } from './list.ts';
import { correct, minute } from './minutes.ts';
import { consultationsOfMatter } from './of-matter.ts';
import { change, propose } from './propose.ts';
import { consultationView } from './view.ts';

interface Input {
  readonly params: { readonly consultationId: string };
  readonly body: { readonly commandId: string; readonly expectedVersion?: number | undefined };
}

const asked = ({ params, body }: Input, { actor }: Context): Asked => ({
  consultationId: params.consultationId,
  commandId: body.commandId,
  expectedVersion: body.expectedVersion,
  actor,
});

const onItem = (input: Input & { readonly params: { readonly no: number } }, context: Context) => ({
  ...asked(input, context),
  no: input.params.no,
});

const onUnit = (input: Input & { readonly params: { readonly unit: string } }, context: Context) => ({
  ...asked(input, context),
  unit: input.params.unit,
});

const onReply = (
  input: Parameters<typeof onUnit>[0] & { readonly body: { readonly arrangement?: number | undefined } },
  context: Context,
) => ({ ...onUnit(input, context), arrangement: input.body.arrangement });

const readRoutes = (room: JointRoom): Route[] => [
  route(contract.listConsultations, ({ query }, { actor }) => consultationsPage(room, actor, query)),
  route(contract.getConsultationBoard, (_input, { actor }) => consultationBoard(room, actor)),
  route(contract.getConsultation, ({ params }, { actor }) =>
    consultationView(room, actor, params.consultationId),
  ),
  route(contract.listConsultationsOfMatter, ({ params }, { actor }) =>
    consultationsOfMatter(room, actor, params.matterId),
  ),
];

const agendaRoutes = (room: JointRoom): Route[] => [
  route(contract.addAgendaItem, (input, context) => addItem(room, asked(input, context), input.body)),
  route(contract.changeAgendaItem, (input, context) =>
    changeItem(room, onItem(input, context), input.body.question),
  ),
  route(contract.removeAgendaItem, (input, context) => removeItem(room, onItem(input, context))),
  route(contract.reorderAgenda, (input, context) => reorder(room, asked(input, context), input.body.items)),
  route(contract.writeMinutes, (input, context) => {
    const { words, revision } = input.body;
    return minute(room, { ...onItem(input, context), words, revision });
  }),
  route(contract.correctMinutes, (input, context) =>
    correct(room, { ...onItem(input, context), words: input.body.words }),
  ),
  route(contract.decideItem, (input, context) => {
    const { words, order: wanted } = input.body;
    return decide(room, { ...onItem(input, context), words, order: wanted });
  }),
  route(contract.orderDecision, (input, context) => {
    const { role, unit } = input.body;
    const { decision } = input.params;
    return order(room, { ...onItem(input, context), decision, order: { role, unit } });
  }),
];

export const consultationRoutes = (room: JointRoom): Route[] => [
  ...readRoutes(room),
  route(contract.proposeConsultation, (input, context) => propose(room, input, context)),
  route(contract.changeConsultation, (input, context) => change(room, asked(input, context), input.body)),
  route(contract.inviteUnits, (input, context) => invite(room, asked(input, context), input.body.units)),
  route(contract.withdrawInvitation, (input, context) =>
    answer(room, 'withdraw', { ...onUnit(input, context), words: input.body.words }),
  ),
  route(contract.acceptInvitation, (input, context) =>
    answer(room, 'accept', { ...onReply(input, context), comes: input.body.comes }),
  ),
  route(contract.declineInvitation, (input, context) =>
    answer(room, 'decline', { ...onReply(input, context), words: input.body.words }),
  ),
  ...agendaRoutes(room),
  route(contract.holdConsultation, (input, context) => hold(room, asked(input, context))),
  route(contract.closeConsultation, (input, context) => close(room, asked(input, context))),
  route(contract.cancelConsultation, (input, context) =>
    cancel(room, asked(input, context), input.body.words),
  ),
];
