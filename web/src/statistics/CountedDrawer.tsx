import { type CountedMatter, listCounted } from '@heliu/contract/statistics';
import type { EndpointCall } from '@heliu/contract/endpoint';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { CursorTable } from '../kernel/desk/index.ts';
import { usePages } from '../kernel/query/index.ts';
import { EmptyState, Time } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

interface CountedDrawerProps {
  readonly title: string;
  readonly query: EndpointCall<typeof listCounted>['query'];
  readonly onClose: () => void;
}

const MatterLink = ({ matter }: { readonly matter: CountedMatter }) => (
  <Link to="/matters/$matterId" params={{ matterId: matter.matterId }}>
    {matter.code}
  </Link>
);

/** The matters behind one figure. */
export function CountedDrawer({ title, query, onClose }: CountedDrawerProps) {
  const t = useTexts();
  const found = usePages(listCounted, { query });
  return (
    <Drawer open title={title} size="large" onClose={onClose} closable={{ 'aria-label': t('close') }}>
      <CursorTable
        found={found}
        label={title}
        rowKey={({ matterId }: CountedMatter) => matterId}
        columns={[
          { title: t('code'), render: (_, matter) => <MatterLink matter={matter} /> },
          { title: t('registeredAt'), render: (_, { registeredAt }) => <Time at={registeredAt} /> },
          { title: t('dueAt'), render: (_, { dueAt }) => <Time at={dueAt} /> },
          { title: t('closedAt'), render: (_, { closedAt }) => <Time at={closedAt} /> },
        ]}
        card={(matter) => <MatterLink matter={matter} />}
        empty={<EmptyState title={t('none')} />}
      />
    </Drawer>
  );
}
