import type { EndpointReply } from '@heliu/contract/endpoint';
import type { SupportKind } from '@heliu/contract/registers/pack';
import type { listSupport, SupportEntry } from '@heliu/contract/support';
import { Select } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { CursorTable, FilterBar, Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { useNow } from '../kernel/time/index.ts';
import { EmptyState, Time } from '../kernel/ui/index.ts';
import { useCityNames } from '../matter/index.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { type Choice, endsSoon, Grid, isDone, Officers, Standing, useKinds } from './parts.tsx';
import styles from './support.module.css';
import { useFrequency, useTexts } from './texts.ts';

const states = ['any', 'due', 'done', 'ends'] as const;
const Shown = z.object({
  kind: z.string().optional(),
  grid: z.string().optional(),
  state: z.enum(states).default('any'),
});
type Shown = z.output<typeof Shown>;

interface EntryListProps {
  readonly found: {
    readonly data: EndpointReply<typeof listSupport> | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
}

function fits(row: SupportEntry, { kind, grid, state }: Shown, now: number): boolean {
  if (kind !== undefined && row.kind !== kind) return false;
  if (grid !== undefined && row.gridCode !== grid) return false;
  if (state === 'due') return row.due;
  if (state === 'done') return isDone(row);
  return state === 'any' || endsSoon(row, now);
}

/** Entries that I keep, by their consent; whom they are for is asked for one by one. */
export function EntryList({ found }: EntryListProps) {
  const t = useTexts();
  const now = useNow();
  const [shown, setShown] = useFilters(Shown);
  const [chosen, setChosen] = useState<string>();
  // A consent that has run out meanwhile is shown no more.
  const all = (found.data?.rows ?? []).filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  const kinds = useKinds(found.data?.kinds ?? []);
  const rows = all.filter((row) => fits(row, shown, now));
  const entry = all.find(({ entryId }) => entryId === chosen);
  const none = all.length === 0 ? 'none' : 'noMatch';
  return (
    <>
      {all.length > 0 && <Filters shown={shown} onChange={setShown} rows={all} kinds={kinds} />}
      <Panel title={t('list.title', { count: rows.length })} flush>
        <CursorTable<SupportEntry>
          found={{
            rows,
            error: found.error,
            isPending: found.isPending,
            isFetching: found.isFetching,
            refetch: found.refetch,
            hasMore: false,
            isLoadingMore: false,
            more: () => undefined,
          }}
          label={t('title')}
          rowKey={({ entryId }) => entryId}
          empty={<EmptyState title={t(`list.${none}`)}>{t(`list.${none}Text`)}</EmptyState>}
          {...useRows(found.data?.kinds ?? [], setChosen)}
        />
      </Panel>
      {entry !== undefined && (
        <EntryDrawer key={entry.entryId} entry={entry} kinds={kinds} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}

interface FiltersProps {
  readonly shown: Shown;
  readonly onChange: (change: Partial<z.input<typeof Shown>>) => void;
  readonly rows: readonly SupportEntry[];
  readonly kinds: readonly Choice[];
}

function Filters({ shown, onChange, rows, kinds }: FiltersProps) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const grids = [...new Set(rows.map(({ gridCode }) => gridCode))];
  return (
    <FilterBar label={t('list.filters')}>
      <Select
        value={shown.kind ?? null}
        onChange={(kind: string | null) => onChange({ kind: kind ?? undefined })}
        aria-label={t('list.kind')}
        placeholder={t('list.kind')}
        allowClear
        style={{ width: 240 }}
        options={[...kinds]}
      />
      <Select
        value={shown.grid ?? null}
        onChange={(grid: string | null) => onChange({ grid: grid ?? undefined })}
        aria-label={t('list.grid')}
        placeholder={t('list.grid')}
        allowClear
        style={{ width: 240 }}
        options={grids.map((value) => ({ value, label: show(names.place(value)) }))}
      />
      <Select
        value={shown.state}
        onChange={(state) => onChange({ state })}
        aria-label={t('list.stateLabel')}
        style={{ width: 190 }}
        options={states.map((value) => ({ value, label: t(`filter.${value}`) }))}
      />
    </FilterBar>
  );
}

/** An entry as a row, and as a card. */
function useRows(kinds: readonly SupportKind[], onOpen: (entryId: string) => void) {
  const t = useTexts();
  const frequency = useFrequency();
  const named = useKinds(kinds);
  const open = ({ entryId, number, kind }: SupportEntry) => (
    <span className={styles.cell}>
      <button type="button" className={styles.open} onClick={() => onOpen(entryId)}>
        {named.find(({ value }) => value === kind)?.label ?? kind}
      </button>
      <small>{number}</small>
    </span>
  );
  const ends = ({ expiresAt }: SupportEntry) => <Time at={expiresAt} show="absolute" detail="day" />;
  return {
    columns: [
      { title: t('list.kind'), width: 170, render: (_: unknown, row: SupportEntry) => open(row) },
      {
        title: t('list.grid'),
        width: 180,
        render: (_: unknown, row: SupportEntry) => <Grid code={row.gridCode} />,
      },
      { title: t('list.purpose'), render: (_: unknown, row: SupportEntry) => row.purpose },
      {
        title: t('list.frequency'),
        width: 140,
        render: (_: unknown, row: SupportEntry) => frequency(row.frequency),
      },
      {
        title: t('list.stateLabel'),
        width: 200,
        render: (_: unknown, row: SupportEntry) => <Standing entry={row} />,
      },
      {
        title: t('list.officers'),
        width: 120,
        render: (_: unknown, row: SupportEntry) => <Officers entry={row} />,
      },
      { title: t('list.ends'), width: 120, render: (_: unknown, row: SupportEntry) => ends(row) },
    ],
    card: (row: SupportEntry) => (
      <div className={styles.card}>
        {open(row)}
        <span>{row.purpose}</span>
        <Grid code={row.gridCode} />
        <Standing entry={row} />
        <small>
          {frequency(row.frequency)} · <Officers entry={row} /> · {t('list.ends')} {ends(row)}
        </small>
      </div>
    ),
  };
}
