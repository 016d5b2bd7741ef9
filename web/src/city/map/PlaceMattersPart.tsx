import { getPlaceMatters, type PlaceMatters } from '@heliu/contract/map';
import { Link } from '@tanstack/react-router';
import { useCan } from '../../kernel/auth/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { DueLight, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';

const lights = ['red', 'yellow', 'green'] as const;

/** Open matters of a place by light; each number leads to the queue that shows them. */
export function PlaceMattersPart({ code }: { readonly code: string }) {
  const can = useCan();
  return can('matter.read') ? <Shown code={code} /> : null;
}

function Shown({ code }: { readonly code: string }) {
  const t = useTexts();
  const found = useEndpoint(getPlaceMatters, { params: { code } }, { refetchMs: 60_000 });
  if (found.error !== null) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (found.data === undefined) return <PageSkeleton rows={2} />;
  const matters = found.data;
  return (
    <section aria-label={t('card.matters')} className={styles.stack}>
      <div className={styles.inline}>
        <strong>{t('card.open', { count: matters.count })}</strong>
        {lights
          .filter((light) => matters[light] > 0)
          .map((light) => (
            <QueueLink key={light} code={code} light={light}>
              <DueLight light={light} bare /> {matters[light]}
            </QueueLink>
          ))}
      </div>
      <First matters={matters} />
      <QueueLink code={code}>{t('card.queue')}</QueueLink>
    </section>
  );
}

interface QueueLinkProps {
  readonly code: string;
  readonly light?: string | undefined;
  readonly children: React.ReactNode;
}

function QueueLink({ code, light, children }: QueueLinkProps) {
  return (
    <Link to="/matters" search={{ queue: 'all', state: 'open', place: code, light }} className={styles.light}>
      {children}
    </Link>
  );
}

function First({ matters }: { readonly matters: PlaceMatters }) {
  if (matters.first.length === 0) return null;
  return (
    <ul className={styles.firstMatters}>
      {matters.first.map(({ matterId, title, light, dueAt }) => (
        <li key={matterId}>
          <Link to="/matters/$matterId" params={{ matterId }}>
            {title}
          </Link>
          <DueLight light={light ?? 'none'} dueAt={dueAt} bare />
        </li>
      ))}
    </ul>
  );
}
