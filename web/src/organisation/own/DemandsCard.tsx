import { listDemands } from '@heliu/contract/organisation/own';
import { Link } from '@tanstack/react-router';
import { Mark } from '../../kernel/mark/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import { useStageName } from '../../report/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { RowsCard } from './RowsCard.tsx';

/** What was reported in the name of the organisation; each opens as a report of one's own does. */
export function DemandsCard({ organisationId }: { readonly organisationId: string }) {
  const t = useTexts();
  const stageName = useStageName();
  const found = usePages(listDemands, { params: { organisationId }, query: { limit: 20 } });
  return (
    <RowsCard
      title={t('demands.title')}
      found={found}
      none={t('demands.none')}
      rowKey={({ matterId }) => matterId}
    >
      {(row) => (
        <Link to="/mine/$matterId" params={{ matterId: row.matterId }} className={styles.row ?? ''}>
          <span className={styles.between}>
            <strong>{row.title}</strong>
            <Mark tone={row.stage === 'closed' ? 'green' : 'blue'}>{stageName(row.stage)}</Mark>
          </span>
          <span className={styles.soft}>
            <Time at={row.registeredAt} />
          </span>
        </Link>
      )}
    </RowsCard>
  );
}
