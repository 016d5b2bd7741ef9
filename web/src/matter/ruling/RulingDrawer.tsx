import { getMatter } from '@heliu/contract/matter';
import type { RulingRow } from '@heliu/contract/matter/rulings';
import { Drawer } from 'antd';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { ActDrawer } from '../act/ActDrawer.tsx';
import { useTexts } from '../texts.ts';

export interface Ruled {
  readonly row: RulingRow;
  readonly unitId: string | undefined;
}

interface RulingDrawerProps {
  readonly ruled: Ruled;
  readonly onClose: () => void;
}

/** The form of the life cycle's own command, with the unit that was chosen in the list. */
export function RulingDrawer({ ruled: { row, unitId }, onClose }: RulingDrawerProps) {
  const t = useTexts();
  const { matterId } = row;
  const found = useEndpoint(getMatter, { params: { matterId } });
  const title = t(`command.${row.act}`);
  if (found.data === undefined) {
    return (
      <Drawer open size={520} title={title} onClose={onClose}>
        {found.error === null ? <PageSkeleton /> : <ErrorState error={found.error} />}
      </Drawer>
    );
  }
  const order = unitId === undefined ? {} : { unitId };
  return (
    <ActDrawer
      act={{ kind: row.act, workOrderNo: null, refusal: null }}
      title={title}
      matter={found.data}
      others={[]}
      initial={row.act === 'rule' ? { role: row.role, order } : { lead: order }}
      onClose={onClose}
    />
  );
}
