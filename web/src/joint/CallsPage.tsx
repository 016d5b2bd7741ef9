import { ProfileOutlined } from '../kernel/desk/icons.tsx';
import { CallQuery, getCallBoard, listCalls } from '@heliu/contract/joint';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Page, Tile, Tiles } from '../kernel/desk/index.ts';
import { useEndpoint, usePages } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { CallCard } from './CallCard.tsx';
import styles from './joint.module.css';
import { useTexts } from './texts.ts';

const refetchMs = 60_000;

const views = ['open', 'overdue', 'toUs', 'ended'] as const;
type View = (typeof views)[number];

const queries: Record<View, CallQuery> = {
  open: {},
  overdue: { overdue: 'true' },
  toUs: { toUs: 'true' },
  ended: { ended: 'true' },
};

const viewOf = ({ overdue, toUs, ended }: CallQuery): View => {
  if (ended !== undefined) return 'ended';
  if (overdue !== undefined) return 'overdue';
  return toUs === undefined ? 'open' : 'toUs';
};

const nothing = { overdue: undefined, toUs: undefined, ended: undefined };

/** Calls within sight, what is overdue first; the view stands in the address. */
export function CallsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters(CallQuery);
  const view = viewOf(filters);
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <Button icon={<ProfileOutlined />} onClick={() => void navigate({ to: '/calls/duties' })}>
          {t('duties')}
        </Button>
      }
    >
      <Views view={view} onView={(next) => setFilters({ ...nothing, ...queries[next] })} />
      <Calls view={view} />
    </Page>
  );
}

function Views({ view, onView }: { readonly view: View; readonly onView: (view: View) => void }) {
  const t = useTexts();
  const { data } = useEndpoint(getCallBoard, {}, { refetchMs, keepPrevious: true });
  const unanswered = data?.unanswered ?? 0;
  const alarm = (one: View) => (one === 'overdue' && data?.overdue !== 0 ? 'red' : undefined);
  return (
    <Tiles>
      {views.map((one) => (
        <Tile
          key={one}
          name={t(`board.${one}`)}
          text={
            one === 'toUs' && unanswered > 0
              ? t('board.unanswered', { count: unanswered })
              : t(`board.${one}Text`)
          }
          choice={{ chosen: view === one, onChoose: () => onView(one) }}
          {...(one === 'ended' ? {} : { counts: { value: data?.[one], tone: alarm(one) } })}
        />
      ))}
    </Tiles>
  );
}

const empty = {
  open: ['none', 'noneText'],
  overdue: ['noneOverdue', 'noneOverdueText'],
  toUs: ['noneToUs', 'noneToUsText'],
  ended: ['noneEnded', 'noneEndedText'],
} as const satisfies Record<View, readonly [string, string]>;

function Calls({ view }: { readonly view: View }) {
  const t = useTexts();
  const found = usePages(listCalls, { query: queries[view] }, { refetchMs, keepPrevious: true });
  if (found.error !== null && found.rows.length === 0) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  if (found.isPending) return <PageSkeleton />;
  if (found.rows.length === 0) {
    const [title, text] = empty[view];
    return <EmptyState title={t(title)}>{t(text)}</EmptyState>;
  }
  return (
    <>
      <ul className={styles.calls} aria-label={t(`board.${view}`)} aria-busy={found.isFetching}>
        {found.rows.map((call) => (
          <li key={call.callId} className={styles.framed}>
            <CallCard call={call} withMatter />
          </li>
        ))}
      </ul>
      {found.hasMore && (
        <Button className={styles.more ?? ''} onClick={found.more} loading={found.isLoadingMore}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
