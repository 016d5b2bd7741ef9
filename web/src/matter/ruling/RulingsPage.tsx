import { listRulings, RulingReason, rulingReasons, type RulingRow } from '@heliu/contract/matter/rulings';
import { Button } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { FilterBar, Page, Tile, Tiles } from '../../kernel/desk/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { DivisionPicker } from '../city/CityPickers.tsx';
import { Named } from '../city/Named.tsx';
import { matterInFront, useListKeys } from '../queue/use-list-keys.ts';
import { useTexts } from '../texts.ts';
import { RulingCard } from './RulingCard.tsx';
import { type Ruled, RulingDrawer } from './RulingDrawer.tsx';
import styles from './ruling.module.css';

const Filters = z.object({ why: RulingReason.optional(), place: z.string().optional() });
type Filters = z.infer<typeof Filters>;

const refetchMs = 60_000;
const nothing = (): void => undefined;

/** Matters on which somebody has to say who is responsible: with who returned them, and ruled on from here. */
export function RulingsPage() {
  const t = useTexts();
  const [filters, setFilters] = useFilters(Filters);
  return (
    <Page title={t('ruling.title')} subtitle={t('ruling.subtitle')}>
      <Named>
        <Rulings filters={filters} onFilters={setFilters} />
      </Named>
    </Page>
  );
}

interface RulingsProps {
  readonly filters: Filters;
  readonly onFilters: (change: Partial<Filters>) => void;
}

const toneOf = { pingPong: 'red', noOwner: 'yellow' } as const;

function Rulings({ filters, onFilters }: RulingsProps) {
  const t = useTexts();
  const [ruled, setRuled] = useState<Ruled>();
  const found = useEndpoint(listRulings, { query: filters }, { refetchMs, keepPrevious: true });
  const rows = found.data?.rows ?? [];
  const open = (row: RulingRow | undefined): void => {
    if (row !== undefined) setRuled({ row, unitId: undefined });
  };
  useListKeys({
    onSearch: nothing,
    onHelp: nothing,
    onPick: nothing,
    onPickTo: nothing,
    onUnpick: nothing,
    onActs: () => open(rows.find(({ matterId }) => matterId === matterInFront())),
  });
  return (
    <>
      <Tiles>
        {rulingReasons.map((why) => {
          const value = found.data?.counts[why];
          return (
            <Tile
              key={why}
              name={t(`ruling.why.${why}`)}
              text={t(`ruling.whyText.${why}`)}
              counts={{ value, tone: (value ?? 0) > 0 ? toneOf[why] : undefined }}
              choice={{
                chosen: filters.why === why,
                onChoose: () => onFilters({ why: filters.why === why ? undefined : why }),
              }}
            />
          );
        })}
      </Tiles>
      <FilterBar label={t('queue.filters')}>
        <DivisionPicker
          label={t('fact.place')}
          value={filters.place}
          onChange={(place) => onFilters({ place })}
          width={260}
        />
        {(filters.place !== undefined || filters.why !== undefined) && (
          <Button type="link" onClick={() => onFilters({ place: undefined, why: undefined })}>
            {t('queue.clear')}
          </Button>
        )}
      </FilterBar>
      {found.data === undefined ? (
        found.error === null ? (
          <PageSkeleton />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )
      ) : rows.length === 0 ? (
        <EmptyState title={t('ruling.none')}>{t('ruling.noneText')}</EmptyState>
      ) : (
        <>
          <ul className={styles.list} aria-label={t('ruling.title')} aria-busy={found.isFetching}>
            {rows.map((row) => (
              <li key={row.matterId} className={styles.card}>
                <RulingCard row={row} onRule={(unitId) => setRuled({ row, unitId })} />
              </li>
            ))}
          </ul>
          {found.data.more && <p className={styles.soft}>{t('ruling.more')}</p>}
        </>
      )}
      {ruled !== undefined && <RulingDrawer ruled={ruled} onClose={() => setRuled(undefined)} />}
    </>
  );
}
