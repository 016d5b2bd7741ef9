import { listCallsOfMatter } from '@heliu/contract/joint';
import { listConsultationsOfMatter } from '@heliu/contract/joint/consultations';
import { getHistory, getMatter, type MatterView } from '@heliu/contract/matter';
import { getSupervision } from '@heliu/contract/supervision';
import { useParams } from '@tanstack/react-router';
import { CallsPanel, ConsultationsPanel, FoundBy } from '../../joint/index.ts';
import { Page, Panel } from '../../kernel/desk/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { SupervisionPanel } from '../../supervision/index.ts';
import { Named } from '../city/Named.tsx';
import { StageTag } from '../city/StageTag.tsx';
import { ClocksPanel } from '../page/ClocksPanel.tsx';
import { MatterHead } from '../page/MatterHead.tsx';
import { OrdersPanel } from '../page/OrdersPanel.tsx';
import pageStyles from '../page/page.module.css';
import { useTexts } from '../texts.ts';
import { staysOf } from './custody.ts';
import { CustodyPicture } from './CustodyPicture.tsx';
import { nextOf } from './next.ts';
import { NextList } from './NextList.tsx';

const refetchMs = 60_000;

/** A matter across the levels, for those who lead: who must act next, who had it when, and all that runs beside it. */
export function LevelsPage() {
  const t = useTexts();
  const params: { readonly matterId?: string } = useParams({ strict: false });
  const matterId = params.matterId ?? '';
  const found = useEndpoint(getMatter, { params: { matterId } }, { refetchMs });
  if (found.data === undefined) {
    return (
      <Page title={t('levels.title')} backTo={`/matters/${matterId}`}>
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
  const { matterId, code, title } = matter;
  return (
    <Page
      title={title}
      backTo={`/matters/${matterId}`}
      mark={<StageTag stage={matter.stage} />}
      subtitle={
        <MatterHead matter={matter}>
          <span>{t('levels.title')}</span>
        </MatterHead>
      }
    >
      <Named>
        <NextPanel matter={matter} />
        <Custody matter={matter} />
        <div className={pageStyles.columns}>
          <div className={pageStyles.main}>
            <OrdersPanel matter={matter} />
            <SupervisionPanel matterId={matterId} />
            <FoundBy matterId={matterId} />
            <CallsPanel matterId={matterId} />
            <ConsultationsPanel matterId={matterId} code={code} title={title} />
          </div>
          <div className={pageStyles.side}>
            <ClocksPanel matter={matter} />
          </div>
        </div>
      </Named>
    </Page>
  );
}

/** Read with the panels below, which ask for the same. */
function NextPanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const input = { params: { matterId: matter.matterId } };
  const calls = useEndpoint(listCallsOfMatter, input, { refetchMs });
  const consultations = useEndpoint(listConsultationsOfMatter, input, { refetchMs });
  const supervision = useEndpoint(getSupervision, input, { refetchMs });
  const parts = [calls, consultations, supervision];
  const failed = parts.find(({ data, error }) => data === undefined && error !== null);
  return (
    <Panel title={t('levels.next')}>
      {failed !== undefined ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : calls.data === undefined || consultations.data === undefined || supervision.data === undefined ? (
        <PageSkeleton rows={2} />
      ) : (
        <NextList
          next={nextOf({
            matter,
            calls: calls.data.calls,
            consultations: consultations.data.consultations,
            cards: supervision.data.cards,
          })}
        />
      )}
    </Panel>
  );
}

function Custody({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const input = { params: { matterId: matter.matterId } };
  const found = useEndpoint(getHistory, input, { keepPrevious: true });
  return (
    <Panel title={t('levels.custody')}>
      {found.data === undefined ? (
        found.error === null ? (
          <PageSkeleton rows={4} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        )
      ) : (
        <CustodyPicture matter={matter} stays={staysOf(found.data.entries, matter.closedAt)} />
      )}
    </Panel>
  );
}
