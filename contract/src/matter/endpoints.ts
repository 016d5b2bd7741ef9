import { z } from 'zod';
import { RequestKind } from '../city/matter-type.ts';
import { Command } from '../command.ts';
import { endpoint } from '../endpoint.ts';
import { Position } from '../geo.ts';
import { type CommandOf, matterCommands, OnSpotResult } from './commands.ts';
import { Code, Id, Stage } from './model.ts';
import { commandPermissions, type MatterCommandKind } from './permissions.ts';

/** Where it is: a point, or a division or grid, with an address or landmark in words. At least one of the three. */
export const PlaceInput = z
  .object({
    position: Position.optional(),
    placeCode: Code.optional(),
    address: z.string().trim().max(300).optional(),
  })
  .refine((place) => place.position !== undefined || place.placeCode !== undefined, {
    error: 'a point on the map, or a division or grid',
  });
export type PlaceInput = z.infer<typeof PlaceInput>;

/** How to reach the reporter; all of it may be left out. */
export const ReporterInput = z.object({
  name: z.string().trim().max(60).optional(),
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d -]{4,24}$/, { error: 'a telephone number' })
    .optional(),
  email: z.email().max(200).optional(),
});
export type ReporterInput = z.infer<typeof ReporterInput>;

export const EvidenceInput = z.object({ fileId: Id, claim: z.string().max(100).optional() });
export type EvidenceInput = z.infer<typeof EvidenceInput>;

const facts = {
  typeCode: Code,
  requestKind: RequestKind,
  title: z.string().trim().min(2).max(120),
  description: z.string().trim().max(5000).default(''),
  place: PlaceInput,
  answers: z.record(Code, Code).default({}),
  evidence: z.array(EvidenceInput).max(10).default([]),
};

/** What a command leaves behind: enough to go on without reading the matter again. */
export const MatterReceipt = z.object({ matterId: Id, code: z.string(), version: z.number(), stage: Stage });
export type MatterReceipt = z.infer<typeof MatterReceipt>;

export const registerMatter = endpoint({
  id: 'matter.register',
  method: 'POST',
  path: '/api/matters',
  permission: 'matter.register',
  summary: 'Register a matter on behalf of a reporter, or one found in the grid',
  body: z.object({
    ...Command.shape,
    ...facts,
    channel: Code,
    reporter: ReporterInput.optional(),
    onSpot: OnSpotResult.omit({ evidenceIds: true }).optional(),
  }),
  reply: MatterReceipt,
});

export const reportMatter = endpoint({
  id: 'matter.report',
  method: 'POST',
  path: '/api/reports',
  permission: 'public',
  summary: 'Report a matter as a resident, signed in or anonymous with a receipt code',
  body: z.object({
    ...Command.shape,
    ...facts,
    reporter: ReporterInput.optional(),
    /** App, web, mini program, code on a wall: one of the channels that residents use; of a key, also of systems. */
    channel: Code.optional(),
    /** Reports in the name of a verified organisation that the account speaks for: its demand, by its own channel. */
    organisationId: z.uuid().optional(),
  }),
  reply: MatterReceipt.extend({
    /** Given once to an anonymous reporter, who proves by it that the report is theirs. */
    receiptCode: z.string().nullable(),
  }),
});

const envelope = {
  ...Command.shape,
  /** The version that the person saw; a matter that moved on meanwhile refuses the command. */
  expectedVersion: z.number().int().min(1).optional(),
};
type Payload<K extends MatterCommandKind> = Omit<(typeof matterCommands)[K]['shape'], 'kind'>;

/** The payload of a command without its `kind`, which the path names, in the envelope of every write. */
function commandBody<K extends MatterCommandKind>(kind: K) {
  const { kind: _kind, ...payload } = matterCommands[kind].shape;
  return z.object({ ...(payload as unknown as Payload<K>), ...envelope });
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const commandEndpoint = <K extends MatterCommandKind>(kind: K) =>
  endpoint({
    id: `matter.${kind}`,
    method: 'POST',
    path: `/api/matters/:matterId/${kebab(kind)}`,
    permission: commandPermissions[kind],
    summary: `Command ${kind} of the life cycle (docs/life-cycle.md)`,
    params: z.object({ matterId: Id }),
    body: commandBody(kind),
    reply: MatterReceipt,
  });

type CommandEndpoints = { [K in MatterCommandKind]: ReturnType<typeof commandEndpoint<K>> };

/** One endpoint per command, by the name of the command. */
export const matterActs = Object.fromEntries(
  (Object.keys(commandPermissions) as MatterCommandKind[]).map((kind) => [kind, commandEndpoint(kind)]),
) as CommandEndpoints;

/** Payload of a command as an endpoint's body carries it. */
export type ActBody<K extends MatterCommandKind> = Omit<CommandOf<K>, 'kind'>;
