import { getOrganisationBoard, listOrganisations } from '@heliu/contract/organisation/desk';
import {
  type OrganisationKind,
  organisationKinds,
  type OrganisationState,
  organisationStates,
} from '@heliu/contract/organisation/organisation';
import type { OrganisationRow } from '@heliu/contract/organisation/views';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { z } from 'zod';
import { CursorTable, FilterBar, Page, Panel, SearchField, Tile, Tiles } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, Time } from '../../kernel/ui/index.ts';
import { OrganisationMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';
import { PlaceFilter } from './PlaceFilter.tsx';

/** Filters as they stand in the address. */
const Filters = z.object({
  kinds: z.enum(organisationKinds).optional(),
  state: z.enum(organisationStates).optional(),
  toVerify: z.literal('true').optional(),
  place: z.string().max(40).optional(),
  text: z.string().max(80).optional(),
});
type Filters = z.infer<typeof Filters>;

const views = ['toVerify', 'verified', 'all'] as const;
const nothing = { toVerify: undefined, state: undefined };
const choices = {
  toVerify: { ...nothing, toVerify: 'true' },
  verified: { ...nothing, state: 'verified' },
  all: nothing,
} as const;

function viewOf({ toVerify, state }: Filters): (typeof views)[number] | undefined {
  if (toVerify !== undefined) return 'toVerify';
  if (state === undefined) return 'all';
  return state === 'verified' ? 'verified' : undefined;
}

/** Organisations in the places of one's roles, those that wait to be verified in a view of their own. */
export function OrganisationsPage() {
  const t = useTexts();
  const [filters, setFilters] = useFilters(Filters);
  const board = useEndpoint(getOrganisationBoard, {}, { keepPrevious: true }).data;
  const view = viewOf(filters);
  const counts = { toVerify: board?.toVerify, verified: board?.verified };
  return (
    <Page title={t('desk.title')} subtitle={t('desk.subtitle')}>
      <Tiles>
        {views
          .filter((one) => one !== 'toVerify' || board?.verifies !== false)
          .map((one) => (
            <Tile
              key={one}
              name={t(`desk.view.${one}`)}
              text={t(`desk.view.${one}Text`)}
              choice={{ chosen: view === one, onChoose: () => setFilters(choices[one]) }}
              {...(one === 'all'
                ? {}
                : {
                    counts: {
                      value: counts[one],
                      tone: one === 'toVerify' && (counts.toVerify ?? 0) > 0 ? 'yellow' : undefined,
                    },
                  })}
            />
          ))}
      </Tiles>
      <FilterBar label={t('desk.filters')}>
        <SearchField
          label={t('desk.search')}
          width={240}
          value={filters.text}
          onSeek={(text) => setFilters({ text })}
        />
        <Select<OrganisationKind>
          aria-label={t('register.kind')}
          placeholder={t('register.kind')}
          allowClear
          style={{ width: 170 }}
          value={filters.kinds ?? null}
          options={organisationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kinds) => setFilters({ kinds })}
        />
        <Select<OrganisationState>
          aria-label={t('desk.state')}
          placeholder={t('desk.state')}
          allowClear
          style={{ width: 150 }}
          value={filters.state ?? null}
          options={organisationStates.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(state) => setFilters({ ...nothing, state })}
        />
        <PlaceFilter value={filters.place} onChange={(place) => setFilters({ place })} />
      </FilterBar>
      <List filters={filters} />
    </Page>
  );
}

function List({ filters }: { readonly filters: Filters }) {
  const t = useTexts();
  const show = useShow();
  const found = usePages(listOrganisations, { query: filters }, { keepPrevious: true });
  const columns: ColumnsType<OrganisationRow> = [
    {
      title: t('identity.name'),
      width: '34%',
      render: (_, row) => (
        <div className={styles.titled}>
          <NameLink row={row} />
          <span className={styles.soft}>{t(`kind.${row.kind}`)}</span>
        </div>
      ),
    },
    { title: t('identity.code'), render: (_, row) => row.creditCode ?? t('identity.none') },
    { title: t('place.label'), render: (_, row) => show(row.place.name) },
    { title: t('desk.state'), render: (_, row) => <States row={row} /> },
  ];
  return (
    <Panel flush>
      <CursorTable
        found={found}
        columns={columns}
        rowKey={(row) => row.organisationId}
        label={t('desk.title')}
        card={(row) => (
          <div className={styles.stack}>
            <NameLink row={row} />
            <span className={styles.soft}>
              {t(`kind.${row.kind}`)} · {show(row.place.name)}
            </span>
            <div className={styles.line}>
              <States row={row} />
            </div>
          </div>
        )}
        empty={
          <EmptyState title={t(filters.toVerify === undefined ? 'desk.none' : 'desk.noneToVerify')}>
            {t(filters.toVerify === undefined ? 'desk.noneText' : 'desk.noneToVerifyText')}
          </EmptyState>
        }
      />
    </Panel>
  );
}

const NameLink = ({ row }: { readonly row: OrganisationRow }) => (
  <Link to="/organisations/$organisationId" params={{ organisationId: row.organisationId }}>
    {row.name}
  </Link>
);

function States({ row }: { readonly row: OrganisationRow }) {
  const t = useTexts();
  return (
    <span className={styles.line}>
      <OrganisationMark state={row.state} />
      {row.appliedAt !== null && (
        <span className={styles.soft}>
          {t('desk.since')} <Time at={row.appliedAt} show="absolute" />
        </span>
      )}
    </span>
  );
}
