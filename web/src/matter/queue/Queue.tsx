import { listMatters, type MatterRow, type QueueKind } from '@heliu/contract/matter';
import { Button, Grid, type InputRef } from 'antd';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { CursorTable, Panel } from '../../kernel/desk/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { EmptyState } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { SelectionBar, type SelectionBarHandle } from '../together/SelectionBar.tsx';
import { FilterFields } from './FilterFields.tsx';
import { activeFilters, noFilters, type QueueFilters, queryOf } from './filters.ts';
import { MatterCard, useColumns } from './MatterCells.tsx';
import { among, extend, nothing, toggle } from './selection.ts';
import styles from './queue.module.css';
import { useListKeys } from './use-list-keys.ts';

const refetchMs = 60_000;

interface QueueProps {
  readonly queue: QueueKind;
  readonly filters: QueueFilters;
  readonly onFilters: (change: Partial<QueueFilters>) => void;
  readonly onHelp: () => void;
  readonly views: ReactNode;
}

/** One queue with its filters; rows can be chosen and handled together. */
export function Queue({ queue, filters, onFilters, onHelp, views }: QueueProps) {
  const t = useTexts();
  const { xl } = Grid.useBreakpoint();
  const [more, setMore] = useState(false);
  const search = useRef<InputRef>(null);
  const bar = useRef<SelectionBarHandle>(null);
  const toSearch = useCallback(() => search.current?.focus(), []);
  const found = usePages(listMatters, { query: queryOf(filters, queue) }, { refetchMs });
  const picks = usePicks(found.rows);
  useListKeys({
    onSearch: toSearch,
    onHelp,
    onPick: picks.toggle,
    onPickTo: picks.extend,
    onUnpick: picks.clear,
    onActs: () => bar.current?.focus(),
  });
  const columns = useColumns();
  return (
    <>
      <div className={styles.tools}>
        <FilterFields
          filters={filters}
          queue={queue}
          onChange={onFilters}
          search={search}
          all={xl !== false || more}
        />
        <div className={styles.side}>
          {xl === false && (
            <Button onClick={() => setMore(!more)} aria-expanded={more}>
              {t(more ? 'queue.fewer' : 'queue.more')}
            </Button>
          )}
          {views}
        </div>
      </div>
      <div className={styles.list}>
        <Panel flush>
          <CursorTable
            found={found}
            columns={columns}
            rowKey={({ matterId }) => matterId}
            label={t(`queueKind.${queue}`)}
            selection={{ keys: picks.keys, onChange: (keys) => picks.set(keys.map(String)) }}
            card={(row) => (
              <MatterCard
                row={row}
                picked={picks.keys.includes(row.matterId)}
                onPick={() => picks.toggle(row.matterId)}
              />
            )}
            empty={<NothingThere filters={filters} onClear={() => onFilters(noFilters)} />}
          />
        </Panel>
        <SelectionBar ref={bar} rows={picks.rows} onClear={picks.clear} onKeep={picks.set} />
      </div>
    </>
  );
}

/** Texts are looked for by two neighbouring Chinese characters and more. */
const oneCharacter = /^\s*\p{Script=Han}\s*$/u;

function NothingThere({
  filters,
  onClear,
}: {
  readonly filters: QueueFilters;
  readonly onClear: () => void;
}) {
  const t = useTexts();
  if (activeFilters(filters).length === 0) {
    return <EmptyState title={t('queue.none')}>{t('queue.noneText')}</EmptyState>;
  }
  return (
    <EmptyState title={t('queue.noneFound')} actions={<Button onClick={onClear}>{t('queue.clear')}</Button>}>
      {t(oneCharacter.test(filters.q ?? '') ? 'queue.oneCharacter' : 'queue.noneFoundText')}
    </EmptyState>
  );
}

/** The chosen rows; those that left the list are chosen no more. */
function usePicks(rows: readonly MatterRow[]) {
  const [selection, setSelection] = useState(nothing);
  const order = useMemo(() => rows.map(({ matterId }) => matterId), [rows]);
  const shown = useMemo(() => among(selection, order), [selection, order]);
  return {
    keys: [...shown.keys],
    rows: rows.filter(({ matterId }) => shown.keys.has(matterId)),
    toggle: (key: string) => setSelection(toggle(shown, key)),
    extend: (key: string) => setSelection(extend(shown, key, order)),
    set: (keys: readonly string[]) => setSelection({ keys: new Set(keys), anchor: shown.anchor }),
    clear: () => setSelection(nothing),
  };
}
