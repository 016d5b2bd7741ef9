import * as contract from '@heliu/contract/joint/inspections';
import { type Context, type Route, route } from '../../kernel/route.ts';
import type { JointRoom } from '../room.ts';
import type { Asked } from './act.ts';
import { begin, cancel, close } from './course.ts';
import { raise, refer, reopen, settle } from './findings.ts';
import { answer, invite } from './invitations.ts';
import { inspectionBoard, inspectionsPage } from './list.ts';
import { inspectionsOfMatter } from './of-matter.ts';
import { addPlaces, candidates, removePlace, skip } from './places.ts';
import { change, plan } from './plan.ts';
import { report } from './report.ts';
import { inspectionView } from './view.ts';

interface Input {
  readonly params: { readonly inspectionId: string };
  readonly body: { readonly commandId: string; readonly expectedVersion?: number | undefined };
}

const asked = ({ params, body }: Input, { actor }: Context): Asked => ({
  inspectionId: params.inspectionId,
  commandId: body.commandId,
  expectedVersion: body.expectedVersion,
  actor,
});

const onPlace = (input: Input & { readonly params: { readonly no: number } }, context: Context) => ({
  ...asked(input, context),
  no: input.params.no,
});

const onUnit = (input: Input & { readonly params: { readonly unit: string } }, context: Context) => ({
  ...asked(input, context),
  unit: input.params.unit,
});

type OnFinding = Input & { readonly params: { readonly no: number; unit: string; item: string } };
const onFinding = (input: OnFinding, context: Context) => ({ ...asked(input, context), ...input.params });

const readRoutes = (room: JointRoom): Route[] => [
  route(contract.listInspections, ({ query }, { actor }) => inspectionsPage(room, actor, query)),
  route(contract.getInspectionBoard, (_input, { actor }) => inspectionBoard(room, actor)),
  route(contract.listInspectionPlaces, ({ query }, { actor }) => candidates(room, actor, query)),
  route(contract.getInspection, ({ params }, { actor }) => inspectionView(room, actor, params.inspectionId)),
  route(contract.listInspectionsOfMatter, ({ params }, { actor }) =>
    inspectionsOfMatter(room, actor, params.matterId),
  ),
];

const placeRoutes = (room: JointRoom): Route[] => [
  route(contract.addInspectionPlaces, (input, context) =>
    addPlaces(room, asked(input, context), input.body.places),
  ),
  route(contract.removeInspectionPlace, (input, context) => removePlace(room, onPlace(input, context))),
  route(contract.skipInspectionPlace, (input, context) =>
    skip(room, onPlace(input, context), input.body.words),
  ),
  route(contract.reportOnPlace, (input, context) => {
    const { answers, revision, photos } = input.body;
    const { language } = context;
    return report(
      room,
      { ...onPlace(input, context), unit: input.params.unit },
      { answers, revision, photos, language },
    );
  }),
  route(contract.raiseFinding, (input, context) => {
    const { description } = input.body;
    return raise(room, onFinding(input, context), { description, language: context.language });
  }),
  route(contract.referFinding, (input, context) => refer(room, onFinding(input, context), input.body.words)),
  route(contract.reopenFinding, (input, context) =>
    reopen(room, onFinding(input, context), input.body.words),
  ),
  route(contract.settleFinding, (input, context) =>
    settle(room, onFinding(input, context), input.body.words),
  ),
];

export const inspectionRoutes = (room: JointRoom): Route[] => [
  ...readRoutes(room),
  route(contract.planInspection, (input, context) => plan(room, input, context)),
  route(contract.changeInspection, (input, context) => change(room, asked(input, context), input.body)),
  route(contract.inviteToInspection, (input, context) =>
    invite(room, asked(input, context), input.body.units),
  ),
  route(contract.withdrawFromInspection, (input, context) =>
    answer(room, 'withdraw', { ...onUnit(input, context), words: input.body.words }),
  ),
  route(contract.acceptInspection, (input, context) =>
    answer(room, 'accept', {
      ...onUnit(input, context),
      comes: input.body.comes,
      arrangement: input.body.arrangement,
    }),
  ),
  route(contract.declineInspection, (input, context) =>
    answer(room, 'decline', {
      ...onUnit(input, context),
      words: input.body.words,
      arrangement: input.body.arrangement,
    }),
  ),
  ...placeRoutes(room),
  route(contract.beginInspection, (input, context) => begin(room, asked(input, context))),
  route(contract.closeInspection, (input, context) => close(room, asked(input, context), input.body.words)),
  route(contract.cancelInspection, (input, context) => cancel(room, asked(input, context), input.body.words)),
];
