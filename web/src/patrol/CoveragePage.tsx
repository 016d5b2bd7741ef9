import { getCoverage } from '@heliu/contract/patrol';
import { periodOf } from '@heliu/contract/patrol/frequency';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { Breadcrumb, Select } from 'antd';
import { FilterBar, Page, Panel, Stack, Tile, Tiles } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { CoverageTable } from './CoverageTable.tsx';
import styles from './patrol.module.css';
import { PlacesPanel } from './PlacesPanel.tsx';
import { useFrequency, useTexts } from './texts.ts';

type Found = EndpointReply<typeof getCoverage>;
const mostBack = 12;
/** Below this level there are few enough places to list them one by one. */
const listed = new Set(['community', 'grid']);

/** Coverage of the patrol plans: share of places visited in a period. */
export function CoveragePage() {
  const t = useTexts();
  const [filters, setFilters] = useFilters(getCoverage.query);
  const { data, error, isFetching, refetch } = useEndpoint(
    getCoverage,
    { query: filters },
    { keepPrevious: true },
  );
  const into = (place: string): void => setFilters({ place });
  const plan = data?.plans.find(({ code }) => code === data.plan);
  /** Each row would be one place, which the list below tells more of. */
  const isOneByOne = plan?.places.of === 'grids' && data?.line.at(-1)?.level === 'community';
  return (
    <Page title={t('coverage.title')} subtitle={t('coverage.text')}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {error === null && data === undefined && <PageSkeleton rows={8} />}
      {error === null && data !== undefined && data.plan === null && (
        <EmptyState title={t('coverage.noPlans')}>{t('coverage.noPlansText')}</EmptyState>
      )}
      {error === null && data !== undefined && data.plan !== null && (
        <Stack>
          <Filters found={data} back={filters.back} onChange={setFilters} />
          <Line line={data.line} onInto={into} />
          <Figures total={data.total} />
          {data.total.places === 0 ? (
            <EmptyState title={t('coverage.none')}>{t('coverage.noneText')}</EmptyState>
          ) : (
            <>
              {data.rows.length > 0 && !isOneByOne && (
                <Panel title={t('coverage.table')} flush>
                  <CoverageTable rows={data.rows} loading={isFetching} onInto={into} />
                </Panel>
              )}
              {listed.has(data.line.at(-1)?.level ?? '') && (
                <PlacesPanel found={data} plan={data.plan} back={filters.back} />
              )}
            </>
          )}
        </Stack>
      )}
    </Page>
  );
}

interface FiltersProps {
  readonly found: Found;
  readonly back: number;
  readonly onChange: (change: { plan?: string; back?: number }) => void;
}

function Filters({ found, back, onChange }: FiltersProps) {
  const t = useTexts();
  const show = useShow();
  const frequency = useFrequency();
  const plan = found.plans.find(({ code }) => code === found.plan);
  /** The present period from the one that is on screen. */
  const periods = Array.from({ length: mostBack + 1 }, (_, index) => {
    const { from, to } = periodOf(plan?.frequency.per ?? 'day', found.from ?? '', index - back);
    return { value: index, label: from === to ? from : `${from} – ${to}` };
  });
  return (
    <FilterBar label={t('coverage.filters')}>
      <Select
        value={found.plan}
        onChange={(code: string) => onChange({ plan: code, back: 0 })}
        aria-label={t('coverage.plan')}
        style={{ width: 300, maxWidth: '100%' }}
        options={found.plans.map((one) => ({
          value: one.code,
          label: `${show(one.name)} · ${frequency(one.frequency)}`,
        }))}
      />
      <Select
        value={back}
        onChange={(next: number) => onChange({ back: next })}
        aria-label={t('coverage.period')}
        style={{ width: 230, maxWidth: '100%' }}
        options={periods}
      />
    </FilterBar>
  );
}

interface LineProps {
  readonly line: Found['line'];
  readonly onInto: (place: string) => void;
}

function Line({ line, onInto }: LineProps) {
  const t = useTexts();
  const show = useShow();
  return (
    <nav aria-label={t('coverage.line')}>
      <Breadcrumb
        items={line.map(({ code, name }, index) => ({
          key: code,
          title:
            index === line.length - 1 ? (
              show(name)
            ) : (
              <button type="button" className={styles.up} onClick={() => onInto(code)}>
                {show(name)}
              </button>
            ),
        }))}
      />
    </nav>
  );
}

function Figures({ total }: { readonly total: Found['total'] }) {
  const t = useTexts();
  return (
    <Tiles>
      {(['places', 'visited', 'complete', 'findings'] as const).map((figure) => (
        <Tile
          key={figure}
          name={t(`coverage.${figure}`)}
          text={t(`coverage.${figure}Text`)}
          counts={{ value: total[figure] }}
        />
      ))}
    </Tiles>
  );
}
