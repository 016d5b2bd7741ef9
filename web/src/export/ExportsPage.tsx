import { type Export, listExports } from '@heliu/contract/export';
import { MatterFilter } from '@heliu/contract/matter/views';
import { Tag } from 'antd';
import { CursorTable, Page, Panel } from '../kernel/desk/index.ts';
import { usePages } from '../kernel/query/index.ts';
import { EmptyState, Time } from '../kernel/ui/index.ts';
import styles from './export.module.css';
import { useTexts } from './texts.ts';

/** Every export: who, what, why. */
export function ExportsPage() {
  const t = useTexts();
  const found = usePages(listExports, { query: {} });
  return (
    <Page title={t('title')} subtitle={t('text')}>
      <Panel flush>
        <CursorTable
          found={found}
          label={t('title')}
          rowKey={({ id }: Export) => id}
          columns={[
            { title: t('when'), width: 190, render: (_, row) => <Time at={row.startedAt} /> },
            { title: t('who'), width: 150, render: (_, row) => row.by },
            { title: t('purpose'), render: (_, row) => row.purpose },
            { title: t('how'), render: (_, row) => <What row={row} /> },
            { title: t('count'), width: 170, render: (_, row) => <Count row={row} /> },
          ]}
          card={(row) => (
            <div className={styles.card}>
              <strong>{row.purpose}</strong>
              <small className={styles.soft}>
                {row.by} · <Time at={row.startedAt} show="absolute" />
              </small>
              <What row={row} />
              <Count row={row} />
            </div>
          )}
          empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
        />
      </Panel>
    </Page>
  );
}

const isFilterName = (name: string): name is keyof MatterFilter => name in MatterFilter.shape;

/** What else than matters is taken out. */
const registers = ['premises', 'circular'] as const;
const isRegister = (value: string): value is (typeof registers)[number] =>
  registers.some((one) => one === value);

function What({ row }: { readonly row: Export }) {
  const t = useTexts();
  const text = Object.entries(row.filter)
    .map(([name, value]) => {
      if (name === 'register') return isRegister(value) ? t(`registers.${value}`) : value;
      return isFilterName(name) ? t(`filters.${name}`, { value }) : `${name}=${value}`;
    })
    .join(t('and'));
  return (
    <span className={styles.what}>
      <Tag>{t(`formats.${row.format}`)}</Tag>
      {row.personal && <Tag color="error">{t('withPersonal')}</Tag>}
      <small className={styles.soft}>{text === '' ? t('whole') : t('filter', { text })}</small>
    </span>
  );
}

function Count({ row }: { readonly row: Export }) {
  const t = useTexts();
  return row.endedAt === null || row.written === null ? (
    <span className={styles.soft}>{t('unfinished', { expected: row.expected })}</span>
  ) : (
    <span>{row.written}</span>
  );
}
