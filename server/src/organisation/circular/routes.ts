import * as contract from '@heliu/contract/organisation/circulars';
import { type Context, type Route, route } from '../../kernel/route.ts';
import type { OrganisationRoom } from '../room.ts';
import type { AskedOnCopy } from './act.ts';
import { accept, acknowledge, answer, read, sendBack, withdraw } from './answers.ts';
import { audienceOf } from './audience.ts';
import { sendFile } from './file.ts';
import { circularsPage, copiesPage } from './list.ts';
import { send } from './send.ts';
import { circularView, copyView, ownCopiesPage, ownCopyView } from './view.ts';

interface Input {
  readonly params: { readonly circularId: string; readonly organisationId: string };
  readonly body: { readonly commandId: string };
}

const asked = ({ params, body }: Input, { actor }: Context): AskedOnCopy => ({
  ...params,
  commandId: body.commandId,
  actor,
});

const senderRoutes = (room: OrganisationRoom): Route[] => [
  route(contract.listAudience, ({ query }, { actor }) => audienceOf(room, actor, query)),
  route(contract.sendCircular, (input, context) => send(room, input, context)),
  route(contract.listCirculars, ({ query }, { actor }) => circularsPage(room, actor, query)),
  route(contract.getCircular, ({ params }, { actor }) => circularView(room, actor, params.circularId)),
  route(contract.listCopies, ({ params, query }, { actor }) =>
    copiesPage(room, actor, { ...query, ...params }),
  ),
  route(contract.getCircularFile, ({ params }, context) => sendFile(room, params.circularId, context)),
  route(contract.getCopy, ({ params }, { actor }) => copyView(room, actor, params)),
  route(contract.acceptAnswer, (input, context) =>
    accept(room, asked(input, context), input.body.words ?? null),
  ),
  route(contract.sendAnswerBack, (input, context) => sendBack(room, asked(input, context), input.body)),
  route(contract.withdrawCircular, ({ params, body: { commandId, words } }, { actor }) =>
    withdraw(room, { ...params, commandId, words, actor }),
  ),
];

export const circularRoutes = (room: OrganisationRoom): Route[] => [
  ...senderRoutes(room),
  route(contract.listOwnCopies, ({ params, query }, { actor }) =>
    ownCopiesPage(room, actor, params.organisationId, query),
  ),
  route(contract.getOwnCopy, ({ params }, { actor }) => ownCopyView(room, actor, params)),
  route(contract.readCircular, (input, context) => read(room, asked(input, context))),
  route(contract.acknowledgeCircular, (input, context) => acknowledge(room, asked(input, context))),
  route(contract.answerCircular, (input, context) =>
    answer(room, asked(input, context), {
      words: input.body.words,
      fileIds: input.body.evidence.map(({ fileId }) => fileId),
    }),
  ),
];
