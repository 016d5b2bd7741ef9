import { PrinterOutlined } from '../kernel/desk/icons.tsx';
import { getSignSheet, listSigns, mostSigns, type Sign, signPath, signsOnPage } from '@heliu/contract/sign';
import { Button, Select } from 'antd';
import { z } from 'zod';
import { CursorTable, FilterBar, Page, Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint, usePages } from '../kernel/query/index.ts';
import { stringifySearch, useFilters } from '../kernel/route/index.ts';
import { EmptyState } from '../kernel/ui/index.ts';
import styles from './signs.module.css';
import { useTexts } from './texts.ts';

const Filters = z.object({
  place: z.string().optional(),
  kind: z.enum(['grid', 'landmark']).default('landmark'),
});

/** Signs of the own places, to look through and print. */
export function SignsPage() {
  const t = useTexts();
  const show = useShow();
  const [filters, setFilters] = useFilters(Filters);
  const head = useEndpoint(listSigns, { query: { ...filters, limit: 1 } }, { keepPrevious: true }).data;
  const found = usePages(listSigns, { query: { ...filters, limit: 50 } });
  const total = head?.total ?? 0;
  const printable = total > 0 && total <= mostSigns;
  return (
    <Page
      title={t('title')}
      subtitle={t('text')}
      actions={
        <Button
          type="primary"
          icon={<PrinterOutlined />}
          disabled={!printable}
          href={`${getSignSheet.path}${stringifySearch(filters)}`}
        >
          {t('print')}
        </Button>
      }
    >
      <FilterBar label={t('filters')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={head?.place.code ?? null}
          onChange={(place: string | null) => setFilters({ place: place ?? undefined })}
          aria-label={t('place')}
          style={{ width: 280, maxWidth: '100%' }}
          options={(head?.places ?? []).map(({ code, name, depth }) => ({
            value: code,
            label: `${'　'.repeat(Math.max(depth - 1, 0))}${show(name)}`,
          }))}
        />
        <Select
          value={filters.kind}
          onChange={(kind) => setFilters({ kind })}
          aria-label={t('kind')}
          style={{ width: 280, maxWidth: '100%' }}
          options={(['landmark', 'grid'] as const).map((kind) => ({
            value: kind,
            label: t(`kinds.${kind}`),
          }))}
        />
      </FilterBar>
      {head !== undefined && total > 0 && (
        <output className={styles.told}>
          {total > mostSigns
            ? t('tooMany', { most: mostSigns, count: total })
            : t('pages', { count: total, pages: Math.ceil(total / signsOnPage) })}
        </output>
      )}
      <Panel title={t('list')} flush>
        <CursorTable<Sign>
          found={found}
          label={t('list')}
          rowKey={({ code }) => code}
          empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
          columns={[
            { title: t('name'), render: (_, row) => <Name sign={row} /> },
            { title: t('code'), width: 200, render: (_, { code }) => code },
            { title: t('opens'), width: 260, render: (_, row) => <Address sign={row} /> },
          ]}
          card={(row) => (
            <div className={styles.card}>
              <Name sign={row} />
              <Address sign={row} />
            </div>
          )}
        />
      </Panel>
    </Page>
  );
}

function Name({ sign: { name, path } }: { readonly sign: Sign }) {
  const show = useShow();
  return (
    <>
      {show(name)} <span className={styles.soft}>{show(path)}</span>
    </>
  );
}

const Address = ({ sign: { code } }: { readonly sign: Sign }) => (
  <a href={signPath(code)} target="_blank" rel="noreferrer">
    {signPath(code)}
  </a>
);
