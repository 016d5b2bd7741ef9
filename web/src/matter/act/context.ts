import type { Limit } from '@heliu/contract/deadline/model';
import type { AllowedOn, MatterRow, MatterView } from '@heliu/contract/matter';
import { createContext, useContext } from 'react';
import type { Act } from './order.ts';

/** What the form of an act needs to know of the matter it is about. */
export interface ActSubject {
  readonly row: MatterRow;
  /** Whether a reporter waits for words. */
  readonly reported: boolean;
  /** Whether a reporter left a number. */
  readonly byPhone: boolean;
  readonly orders: AllowedOn['orders'];
  /** Orders that have been fed back, which rework may be asked of. */
  readonly fedBack: readonly { readonly no: number; readonly unitId: string; readonly lead: boolean }[];
  /** What each order that runs was given to be handled in. */
  readonly limits: readonly { readonly workOrderNo: number; readonly limit: Limit }[];
}

interface Acting {
  readonly subject: ActSubject;
  readonly act: Pick<Act, 'kind' | 'workOrderNo'>;
  /** Matters on which the act is carried out together; the first of them is the subject. */
  readonly together?: readonly MatterRow[] | undefined;
  /** Units that have it already, so that it cannot go to them. */
  readonly without: readonly string[];
  /** Told while files are on their way, so that nothing is sent without them. */
  readonly onUploading: (uploading: boolean) => void;
}

export const ActContext = createContext<Acting | undefined>(undefined);

export function useAct(): Acting {
  const acting = useContext(ActContext);
  if (acting === undefined) throw new Error('useAct is used outside an act’s form');
  return acting;
}

export const subjectOf = (matter: MatterView): ActSubject => ({
  row: matter,
  reported: matter.state.reporters.length > 0,
  byPhone: matter.reports.some(({ phone }) => phone !== null),
  orders: matter.state.workOrders.map(({ no, unitId, holderId }) => ({ workOrderNo: no, unitId, holderId })),
  fedBack: matter.state.workOrders
    .filter(({ status }) => status === 'fedBack' || status === 'completed')
    .map(({ no, unitId, role }) => ({ no, unitId, lead: role === 'lead' })),
  limits: matter.clocks
    .filter(({ kind, state }) => kind === 'handling' && state !== 'stopped')
    .map(({ workOrderNo, limit }) => ({ workOrderNo, limit })),
});

interface Moving {
  readonly row: Pick<MatterRow, 'centreUnitId'>;
  readonly orders: AllowedOn['orders'];
  readonly workOrderNos: readonly (number | null)[];
}

const unitOf = ({ row, orders }: Moving, no: number | null): string | undefined =>
  no === null ? row.centreUnitId : orders.find(({ workOrderNo }) => workOrderNo === no)?.unitId;

/** The unit from which every one of these moves: an order leaves its unit, a matter its centre. */
export function unitLeft(moving: readonly Moving[]): string[] {
  const units = new Set(moving.flatMap((one) => one.workOrderNos.map((no) => unitOf(one, no))));
  const [unit] = units;
  return units.size === 1 && unit !== undefined ? [unit] : [];
}
