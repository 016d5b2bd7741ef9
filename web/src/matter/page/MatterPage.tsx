import { getHistory, getMatter, type MatterView } from '@heliu/contract/matter';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useCan } from '../../kernel/auth/index.ts';
import { Page } from '../../kernel/desk/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { CallsPanel, ConsultationsPanel, FoundBy } from '../../joint/index.ts';
import { FollowButton } from '../../notices/index.ts';
import { ActBar } from '../act/ActBar.tsx';
import { Named } from '../city/Named.tsx';
import { StageTag } from '../city/StageTag.tsx';
import { SupervisionPanel } from '../../supervision/index.ts';
import { useTexts } from '../texts.ts';
import { ClocksPanel } from './ClocksPanel.tsx';
import { EvidencePanel } from './EvidencePanel.tsx';
import { FactsPanel } from './FactsPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { MatterHead } from './MatterHead.tsx';
import { NotesPanel } from './NotesPanel.tsx';
import { OrdersPanel } from './OrdersPanel.tsx';
import styles from './page.module.css';
import { PlacePanel } from './PlacePanel.tsx';
import { PresenceBar } from './PresenceBar.tsx';
import { ReportsPanel } from './ReportsPanel.tsx';
import { usePresence } from './use-presence.ts';

const refetchMs = 60_000;

/** One matter: what it is, who has it, how its time runs, what happened, and what can be done now. */
export function MatterPage() {
  const t = useTexts();
  const params: { readonly matterId?: string } = useParams({ strict: false });
  const matterId = params.matterId ?? '';
  const found = useEndpoint(getMatter, { params: { matterId } }, { refetchMs });
  if (found.data === undefined) {
    return (
      <Page title={t('page.title')} backTo="/matters">
        {found.error === null ? (
          <PageSkeleton rows={12} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )}
      </Page>
    );
  }
  return <Whole matter={found.data} />;
}

function Whole({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const [acting, setActing] = useState(false);
  const others = usePresence(matter.matterId, acting ? 'acting' : 'looking');
  return (
    <Page
      title={matter.title}
      backTo="/matters"
      mark={<StageTag stage={matter.stage} />}
      actions={
        <>
          {can('matter.review') && (
            <Button
              onClick={() =>
                void navigate({ to: '/matters/$matterId/levels', params: { matterId: matter.matterId } })
              }
            >
              {t('levels.open')}
            </Button>
          )}
          <FollowButton matterId={matter.matterId} />
        </>
      }
      subtitle={<MatterHead matter={matter} />}
    >
      <Named>
        <PresenceBar others={others} />
        <ActBar matter={matter} others={others} onActing={setActing} />
        <div className={styles.columns}>
          <div className={styles.main}>
            <FoundBy matterId={matter.matterId} />
            <FactsPanel matter={matter} />
            <OrdersPanel matter={matter} />
            <SupervisionPanel matterId={matter.matterId} />
            <CallsPanel matterId={matter.matterId} />
            <ConsultationsPanel matterId={matter.matterId} code={matter.code} title={matter.title} />
            <EvidencePanel matter={matter} />
            <NotesPanel matter={matter} />
            <History matter={matter} />
          </div>
          <div className={styles.side}>
            <ClocksPanel matter={matter} />
            <PlacePanel matter={matter} />
            <ReportsPanel matter={matter} />
          </div>
        </div>
      </Named>
    </Page>
  );
}

/** Read again with each version of the matter. */
function History({ matter }: { readonly matter: MatterView }) {
  const found = useEndpoint(getHistory, { params: { matterId: matter.matterId } }, { keepPrevious: true });
  return (
    <HistoryPanel
      entries={found.data?.entries}
      error={found.error}
      onRetry={() => void found.refetch()}
      people={matter.people}
    />
  );
}
