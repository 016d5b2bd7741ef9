import type { MatterReceipt } from '@heliu/contract/matter/endpoints';
import type { Actor } from '../kernel/actor.ts';
import { act } from './act.ts';
import type { Alongside } from './register.ts';
import type { MatterRoom } from './room.ts';

/**
 * An internal comment of somebody who sees the matter, with what must stand or fall with it.
 * @throws Problem as `act` does.
 */
export const commentAsStaff = (
  room: MatterRoom,
  comment: {
    readonly commandId: string;
    readonly endpoint: string;
    readonly actor: Actor;
    readonly code: string;
    readonly note: string;
    readonly fileIds: readonly string[];
    readonly alongside: Alongside;
  },
): Promise<MatterReceipt> => {
  const { actor, code, note, fileIds, ...rest } = comment;
  return act(room, {
    ...rest,
    ref: code,
    command: { kind: 'addComment', audience: 'internal', note, evidenceIds: [...fileIds] },
    giver: { as: 'staff', actor },
  });
};
