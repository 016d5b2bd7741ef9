import * as registers from '@heliu/contract/registers';
import { type Route, route } from '../kernel/route.ts';
import { disputes } from './disputes.ts';
import { exportFile } from './export.ts';
import { importFile } from './import.ts';
import { add, change, reveal, setContact } from './keep.ts';
import { list, view } from './list.ts';
import type { RegistersRoom } from './room.ts';

export const registersRoutes = (room: RegistersRoom): Route[] => [
  route(registers.listPremises, (input, context) => list(room, input, context)),
  route(registers.importPremises, (_input, context) => importFile(room, context)),
  route(registers.exportPremises, (input, context) => exportFile(room, input, context)),
  route(registers.getPremises, (input, context) => view(room, input, context)),
  route(registers.addPremises, (input, context) => add(room, input, context)),
  route(registers.changePremises, (input, context) => change(room, input, context)),
  route(registers.setPremisesContact, (input, context) => setContact(room, input, context)),
  route(registers.revealPremisesContact, (input, context) => reveal(room, input, context)),
  route(registers.listDisputes, (input, context) => disputes(room, input, context)),
];
