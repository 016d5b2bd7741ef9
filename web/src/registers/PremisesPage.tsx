import { DownloadOutlined, PlusOutlined, UploadOutlined } from '../kernel/desk/icons.tsx';
import { listPremises, type Premises, PremisesFilter } from '@heliu/contract/registers';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { useCan } from '../kernel/auth/index.ts';
import { CursorTable, FilterBar, Page, Panel, SearchField } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { DistrictMap } from '../kernel/map/index.tsx';
import { Mark } from '../kernel/mark/index.ts';
import { useEndpoint, usePages } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { EmptyState, Time } from '../kernel/ui/index.ts';
import { Named } from '../matter/index.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { PremisesDrawer } from './PremisesDrawer.tsx';
import { PremisesForm } from './PremisesForm.tsx';
import { areaOf, type Choice, Grid, ListOrMap } from './parts.tsx';
import styles from './registers.module.css';
import { useTexts } from './texts.ts';

const Shown = PremisesFilter.extend({ as: z.enum(['list', 'map']).default('list') });
const onMap = 200;

/** The register of rental premises: buildings and their checks. */
export function PremisesPage() {
  return (
    <Named>
      <Register />
    </Named>
  );
}

type Open = 'add' | 'import' | 'export' | undefined;

function Register() {
  const t = useTexts();
  const show = useShow();
  const can = useCan();
  const [{ as, ...filter }, setFilters] = useFilters(Shown);
  const [open, setOpen] = useState<Open>();
  const [chosen, setChosen] = useState<string>();
  const limit = as === 'map' ? onMap : 50;
  const head = useEndpoint(listPremises, { query: { ...filter, limit: 1 } }, { keepPrevious: true }).data;
  const found = usePages(listPremises, { query: { ...filter, limit } });
  const kinds = (head?.kinds ?? []).map(({ code, name }) => ({ value: code, label: show(name) }));
  const close = (): void => setOpen(undefined);
  return (
    <Page
      title={t('premises.title')}
      subtitle={t('premises.text')}
      actions={
        <>
          {can('premises.export') && (
            <Button icon={<DownloadOutlined />} onClick={() => setOpen('export')}>
              {t('export.open')}
            </Button>
          )}
          {can('premises.import') && (
            <Button icon={<UploadOutlined />} onClick={() => setOpen('import')}>
              {t('import.open')}
            </Button>
          )}
          {can('premises.keep') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('add')}>
              {t('form.add')}
            </Button>
          )}
        </>
      }
    >
      <FilterBar label={t('filters')}>
        <SearchField
          value={filter.q}
          onSeek={(q) => setFilters({ q })}
          label={t('premises.search')}
          width={220}
        />
        <Select
          value={filter.kind ?? null}
          onChange={(kind: string | null) => setFilters({ kind: kind ?? undefined })}
          aria-label={t('premises.kind')}
          placeholder={t('premises.kind')}
          allowClear
          style={{ width: 190 }}
          options={kinds}
        />
        <Select
          value={filter.check}
          onChange={(check) => setFilters({ check })}
          aria-label={t('premises.check')}
          style={{ width: 190 }}
          options={PremisesFilter.shape.check.unwrap().options.map((value) => ({
            value,
            label: t(`check.${value}`),
          }))}
        />
        <Select
          value={filter.state}
          onChange={(state) => setFilters({ state })}
          aria-label={t('premises.state')}
          style={{ width: 150 }}
          options={PremisesFilter.shape.state.unwrap().options.map((value) => ({
            value,
            label: t(`state.${value}`),
          }))}
        />
        <ListOrMap value={as} onChange={(next) => setFilters({ as: next })} />
      </FilterBar>
      <Panel title={t('premises.count', { count: head?.total ?? 0 })} flush>
        {as === 'map' ? (
          <OnMap rows={found.rows} onOpen={setChosen} />
        ) : (
          <Rows found={found} kinds={kinds} onOpen={setChosen} />
        )}
      </Panel>
      {chosen !== undefined && (
        <PremisesDrawer premisesId={chosen} kinds={kinds} onClose={() => setChosen(undefined)} />
      )}
      {open === 'add' && <PremisesForm kinds={kinds} onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
      {open === 'export' && <ExportDialog filter={filter} onClose={close} />}
    </Page>
  );
}

interface RowsProps {
  readonly found: ReturnType<typeof usePages<typeof listPremises>>;
  readonly kinds: readonly Choice[];
  readonly onOpen: (premisesId: string) => void;
}

function Rows({ found, kinds, onOpen }: RowsProps) {
  const t = useTexts();
  const kindOf = ({ kind }: Premises): string => kinds.find(({ value }) => value === kind)?.label ?? kind;
  const address = (row: Premises) => (
    <span className={styles.cell}>
      <button type="button" className={styles.open} onClick={() => onOpen(row.premisesId)}>
        {row.address}
      </button>
      <small>{row.code}</small>
    </span>
  );
  return (
    <CursorTable<Premises>
      found={found}
      label={t('premises.title')}
      rowKey={({ premisesId }) => premisesId}
      empty={<EmptyState title={t('premises.none')}>{t('premises.noneText')}</EmptyState>}
      columns={[
        { title: t('premises.address'), render: (_, row) => address(row) },
        { title: t('premises.grid'), width: 190, render: (_, row) => <Grid code={row.gridCode} /> },
        { title: t('premises.kind'), width: 150, render: (_, row) => kindOf(row) },
        { title: t('premises.gas'), width: 110, render: (_, { gas }) => t(`gas.${gas}`) },
        { title: t('premises.lastCheck'), width: 230, render: (_, row) => <LastCheck row={row} /> },
      ]}
      card={(row) => (
        <div className={styles.card}>
          {address(row)}
          <span>
            {kindOf(row)} · {t(`gas.${row.gas}`)}
          </span>
          <LastCheck row={row} />
        </div>
      )}
    />
  );
}

function LastCheck({ row: { lastCheck, due } }: { readonly row: Premises }) {
  const t = useTexts();
  return (
    <span className={styles.marks}>
      {due && <Mark tone="yellow">{t('check.due')}</Mark>}
      {lastCheck === null ? (
        <small>{t('check.never')}</small>
      ) : (
        <>
          <Mark tone={lastCheck.findings > 0 ? 'red' : 'green'}>
            {lastCheck.findings > 0 ? t('check.found', { count: lastCheck.findings }) : t('check.clear')}
          </Mark>
          <small>
            <Time at={lastCheck.at} show="absolute" />
          </small>
        </>
      )}
    </span>
  );
}

interface OnMapProps {
  readonly rows: readonly Premises[];
  readonly onOpen: (premisesId: string) => void;
}

function OnMap({ rows, onOpen }: OnMapProps) {
  const t = useTexts();
  return (
    <DistrictMap
      label={t('premises.title')}
      height={560}
      {...areaOf(rows)}
      markers={rows.flatMap(({ premisesId, position, address, lastCheck, due }) =>
        position === null
          ? []
          : [
              {
                id: premisesId,
                position,
                label: address,
                tone:
                  lastCheck !== null && lastCheck.findings > 0
                    ? ('red' as const)
                    : due
                      ? ('yellow' as const)
                      : ('green' as const),
              },
            ],
      )}
      onMarker={onOpen}
    />
  );
}
