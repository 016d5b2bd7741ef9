import { spellMatterCode } from '@heliu/contract/matter/code';
import { type Dispute, DisputeFilter, listDisputes } from '@heliu/contract/registers';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { z } from 'zod';
import { CursorTable, FilterBar, Page, Panel, Tile, Tiles } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { DistrictMap } from '../kernel/map/index.tsx';
import { useEndpoint, usePages } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { DueLight, EmptyState, Time } from '../kernel/ui/index.ts';
import { Named, StageTag, useCityNames } from '../matter/index.ts';
import { areaOf, Grid, ListOrMap } from './parts.tsx';
import styles from './registers.module.css';
import { useTexts } from './texts.ts';

const Shown = DisputeFilter.extend({ as: z.enum(['list', 'map']).default('list') });
const onMap = 200;

/** The register of disputes: matters of the declared types, by place, state and next step; no party is named. */
export function DisputesPage() {
  return (
    <Named>
      <Register />
    </Named>
  );
}

function Register() {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const [{ as, ...filter }, setFilters] = useFilters(Shown);
  const head = useEndpoint(listDisputes, { query: { ...filter, limit: 1 } }, { keepPrevious: true }).data;
  const found = usePages(listDisputes, { query: { ...filter, limit: as === 'map' ? onMap : 50 } });
  const types = head?.types ?? [];
  const sum = (figure: 'open' | 'overdue'): number | undefined =>
    head && types.reduce((all, type) => all + type[figure], 0);
  return (
    <Page title={t('disputes.title')} subtitle={t('disputes.text')}>
      <Tiles>
        <Tile name={t('disputes.open')} text={t('disputes.openText')} counts={{ value: sum('open') }} />
        <Tile
          name={t('disputes.overdue')}
          text={t('disputes.overdueText')}
          counts={{ value: sum('overdue'), tone: 'red' }}
        />
      </Tiles>
      <FilterBar label={t('filters')}>
        <Select
          value={filter.type ?? null}
          onChange={(type: string | null) => setFilters({ type: type ?? undefined })}
          aria-label={t('disputes.type')}
          placeholder={t('disputes.type')}
          allowClear
          style={{ width: 260, maxWidth: '100%' }}
          options={types.map(({ code, open }) => ({
            value: code,
            label: `${show(names.type(code))} (${open})`,
          }))}
        />
        <Select
          value={filter.state}
          onChange={(state) => setFilters({ state })}
          aria-label={t('premises.state')}
          style={{ width: 160 }}
          options={DisputeFilter.shape.state.unwrap().options.map((value) => ({
            value,
            label: t(`disputes.state.${value}`),
          }))}
        />
        <ListOrMap value={as} onChange={(next) => setFilters({ as: next })} />
      </FilterBar>
      <Panel title={t('disputes.list')} flush>
        {as === 'map' ? <OnMap rows={found.rows} /> : <Rows found={found} />}
      </Panel>
    </Page>
  );
}

function Rows({ found }: { readonly found: ReturnType<typeof usePages<typeof listDisputes>> }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const what = (row: Dispute) => (
    <span className={styles.cell}>
      <Link to="/matters/$matterId" params={{ matterId: row.matterId }} className={styles.link ?? ''}>
        {show(names.type(row.typeCode))}
      </Link>
      <small>{spellMatterCode(row.code)}</small>
    </span>
  );
  return (
    <CursorTable<Dispute>
      found={found}
      label={t('disputes.list')}
      rowKey={({ matterId }) => matterId}
      empty={<EmptyState title={t('disputes.none')}>{t('disputes.noneText')}</EmptyState>}
      columns={[
        { title: t('disputes.due'), width: 170, render: (_, row) => <Due row={row} /> },
        { title: t('disputes.type'), render: (_, row) => what(row) },
        { title: t('premises.grid'), width: 200, render: (_, row) => <Grid code={row.placeCode} /> },
        { title: t('disputes.step'), width: 130, render: (_, { stage }) => <StageTag stage={stage} /> },
        {
          title: t('disputes.holder'),
          width: 200,
          render: (_, row) => show(names.unit(row.holderUnitId)),
        },
      ]}
      card={(row) => (
        <div className={styles.card}>
          <span className={styles.marks}>
            <StageTag stage={row.stage} /> <Due row={row} />
          </span>
          {what(row)}
          <Grid code={row.placeCode} />
          <small>{show(names.unit(row.holderUnitId))}</small>
        </div>
      )}
    />
  );
}

const Due = ({ row }: { readonly row: Dispute }) => (
  <span className={styles.cell}>
    <DueLight
      light={row.light ?? (row.closedAt === null ? 'none' : 'done')}
      dueAt={row.dueAt}
      provisional={false}
      bare
    />
    <small>
      <Time at={row.closedAt ?? row.dueAt} show="absolute" />
    </small>
  </span>
);

function OnMap({ rows }: { readonly rows: readonly Dispute[] }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  return (
    <DistrictMap
      label={t('disputes.list')}
      height={560}
      {...areaOf(rows)}
      markers={rows.flatMap(({ matterId, position, typeCode, light }) =>
        position === null
          ? []
          : [{ id: matterId, position, label: show(names.type(typeCode)), tone: light ?? 'grey' }],
      )}
    />
  );
}
