import { SearchOutlined } from '../../kernel/desk/icons.tsx';
import { type CatalogueType, getCatalogue } from '@heliu/contract/city-api';
import { typeFamilies } from '@heliu/contract/city/matter-type';
import { Input, Segmented, Select } from 'antd';
import { z } from 'zod';
import { FilterBar, Page, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { ItemTable } from './ItemTable.tsx';

const states = ['inForce', 'out', 'all'] as const;
const Filters = z.object({
  family: z.enum(typeFamilies).optional(),
  class: z.string().optional(),
  state: z.enum(states).default('inForce'),
  q: z.string().optional(),
});
type Filters = z.output<typeof Filters>;

const wordsOf = ({ code, name, description, keywords, conditions }: CatalogueType): string =>
  [
    code,
    name.zh,
    name.en,
    description.zh,
    description.en,
    ...keywords.zh,
    ...keywords.en,
    ...conditions.flatMap(({ filing, closing }) => [filing.zh, filing.en, closing.zh, closing.en]),
  ]
    .join(' ')
    .toLowerCase();

const fits = (type: CatalogueType, filters: Filters): boolean =>
  (filters.family === undefined || type.family === filters.family) &&
  (filters.class === undefined || type.classCode === filters.class) &&
  (filters.state === 'all' || type.inForce === (filters.state === 'inForce')) &&
  wordsOf(type).includes((filters.q ?? '').trim().toLowerCase());

/** Types of matters with their conditions for filing and closing. */
export function ItemsPage() {
  const t = useTexts();
  const show = useShow();
  const [filters, setFilters] = useFilters(Filters);
  const found = useEndpoint(getCatalogue, {});
  const catalogue = found.data;
  if (catalogue === undefined) {
    return (
      <Page title={t('items.title')}>
        {found.error === null ? (
          <PageSkeleton />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        )}
      </Page>
    );
  }
  const version = catalogue.versions.find((one) => one.version === catalogue.current);
  const types = catalogue.types.filter((type) => fits(type, filters));
  const classes = catalogue.classes.filter(
    ({ family }) => filters.family === undefined || family === filters.family,
  );
  return (
    <Page
      title={t('items.title')}
      subtitle={
        version && t('items.text', { version: version.version, from: version.from, note: show(version.note) })
      }
    >
      <FilterBar label={t('items.filters')}>
        <Input
          value={filters.q ?? ''}
          onChange={(event) => setFilters({ q: event.target.value || undefined })}
          prefix={<SearchOutlined />}
          placeholder={t('items.search')}
          aria-label={t('items.search')}
          allowClear
          style={{ width: 260 }}
        />
        <Select
          value={filters.family ?? null}
          onChange={(family) => setFilters({ family: family ?? undefined, class: undefined })}
          placeholder={t('items.family')}
          aria-label={t('items.family')}
          allowClear
          style={{ width: 170 }}
          options={typeFamilies.map((one) => ({ value: one, label: t(`family.${one}`) }))}
        />
        <Select
          value={filters.class ?? null}
          onChange={(code) => setFilters({ class: code ?? undefined })}
          placeholder={t('items.class')}
          aria-label={t('items.class')}
          allowClear
          style={{ width: 200 }}
          options={classes.map(({ code, name }) => ({ value: code, label: show(name) }))}
        />
        <Segmented
          aria-label={t('items.state')}
          value={filters.state}
          onChange={(state) => setFilters({ state })}
          options={states.map((one) => ({ value: one, label: t(`items.${one}`) }))}
        />
      </FilterBar>
      <Panel flush>
        <ItemTable types={types} classes={catalogue.classes} />
      </Panel>
    </Page>
  );
}
