import { FileExcelOutlined, FilePdfOutlined } from '../kernel/desk/icons.tsx';
import { type Bulletin, type BulletinRow, getBulletin, getBulletinFile } from '@heliu/contract/supervision';
import { Link } from '@tanstack/react-router';
import { Alert, Button, DatePicker, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import dayjs from 'dayjs';
import { addressOf } from '../kernel/api/index.ts';
import { FilterBar, Page, Panel } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { useFilters } from '../kernel/route/index.ts';
import { ErrorState, PageSkeleton, Time } from '../kernel/ui/index.ts';
import { LevelShape } from './LevelMark.tsx';
import styles from './supervision.module.css';
import { useTexts } from './texts.ts';

/** The week in figures by town and unit, and the red cards that are open; to read here or to take away. */
export function BulletinPage() {
  const t = useTexts();
  const [filters, setFilters] = useFilters(getBulletin.query);
  const found = useEndpoint(getBulletin, { query: filters }, { keepPrevious: true });
  const bulletin = found.data;
  const files = [
    { format: 'pdf' as const, icon: <FilePdfOutlined /> },
    { format: 'xlsx' as const, icon: <FileExcelOutlined /> },
  ];
  return (
    <Page
      title={t('week.title')}
      subtitle={t('week.subtitle')}
      backTo="/supervision"
      actions={files.map(({ format, icon }) => (
        <Button
          key={format}
          icon={icon}
          href={addressOf(getBulletinFile, { params: { format }, query: filters })}
          disabled={bulletin === undefined}
        >
          {t(`week.${format}`)}
        </Button>
      ))}
    >
      <FilterBar label={t('week.pick')}>
        <DatePicker
          picker="week"
          format={t('week.format')}
          aria-label={t('week.pick')}
          value={bulletin === undefined ? null : dayjs(bulletin.from)}
          maxDate={dayjs()}
          allowClear={false}
          onChange={(day) => setFilters({ day: day?.format('YYYY-MM-DD') })}
        />
        {bulletin !== undefined && (
          <span className={styles.line}>{t('week.range', { from: bulletin.from, to: bulletin.to })}</span>
        )}
      </FilterBar>
      {bulletin?.running === true && <Alert type="info" showIcon title={t('week.running')} />}
      {found.error !== null && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <PageSkeleton rows={10} />}
      {bulletin !== undefined && <Whole bulletin={bulletin} />}
    </Page>
  );
}

function Whole({ bulletin }: { readonly bulletin: Bulletin }) {
  const t = useTexts();
  const total: BulletinRow = {
    ...bulletin.total,
    code: '',
    name: { zh: t('week.total'), en: t('week.total') },
  };
  return (
    <>
      <Panel title={t('byTownship')} flush>
        <Rows
          label={t('byTownship')}
          rows={[total, ...bulletin.townships]}
          head={t('township')}
          filter="place"
        />
      </Panel>
      <Panel title={t('byUnit')} flush>
        <Rows label={t('byUnit')} rows={bulletin.units} head={t('unit')} filter="unit" />
      </Panel>
      <Panel title={t('week.red')}>
        <RedCards bulletin={bulletin} />
      </Panel>
    </>
  );
}

interface RowsProps {
  readonly label: string;
  readonly head: string;
  readonly rows: readonly BulletinRow[];
  /** Filter of the board that a name leads to. */
  readonly filter: 'place' | 'unit';
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)}%`);

function Rows({ label, head, rows, filter }: RowsProps) {
  const t = useTexts();
  const show = useShow();
  const counted = (group: 'issued' | 'open') => ({
    title: t(`week.${group}`),
    children: (['red', 'yellow', 'blue', 'other'] as const).map((level) => ({
      title: level === 'other' ? t('week.other') : <LevelTitle level={level} />,
      width: level === 'other' ? 100 : 86,
      align: 'right' as const,
      render: (_: unknown, row: BulletinRow) => row[group][level],
    })),
  });
  const columns: ColumnsType<BulletinRow> = [
    {
      title: head,
      fixed: 'left',
      width: 150,
      render: (_, { code, name }) =>
        code === '' ? (
          show(name)
        ) : (
          <Link to="/supervision" search={{ [filter]: code }}>
            {show(name)}
          </Link>
        ),
    },
    counted('issued'),
    { title: t('week.ended'), width: 74, align: 'right', render: (_, { ended }) => ended },
    counted('open'),
    { title: t('week.closed'), width: 74, align: 'right', render: (_, { closed }) => closed },
    { title: t('week.openOverdue'), width: 82, align: 'right', render: (_, { openOverdue }) => openOverdue },
    {
      title: t('week.onTimeShare'),
      width: 78,
      align: 'right',
      render: (_, { onTimeShare }) => percent(onTimeShare),
    },
  ];
  return (
    <Table<BulletinRow>
      aria-label={label}
      size="small"
      bordered
      rowKey={({ code }) => code}
      columns={columns}
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 1174 }}
    />
  );
}

function LevelTitle({ level }: { readonly level: 'red' | 'yellow' | 'blue' }) {
  const t = useTexts();
  return (
    <span className={styles.level}>
      <LevelShape level={level} /> {t(`level.${level}`)}
    </span>
  );
}

function RedCards({ bulletin: { red, redTotal } }: { readonly bulletin: Bulletin }) {
  const t = useTexts();
  const show = useShow();
  if (red.length === 0) return <p className={styles.soft}>{t('week.noRed')}</p>;
  return (
    <>
      {redTotal > red.length && (
        <p className={styles.soft}>{t('week.redMore', { total: redTotal, shown: red.length })}</p>
      )}
      <ul className={styles.cards}>
        {red.map((card) => (
          <li key={`${card.matterId} ${card.reachedAt}`} className={styles.line}>
            <Link to="/matters/$matterId" params={{ matterId: card.matterId }}>
              {show(card.typeName)}
            </Link>
            <span>{show(card.unit.name)}</span>
            {card.township !== null && <span>{show(card.township.name)}</span>}
            <span className={styles.soft}>
              {t('week.since')} <Time at={card.reachedAt} show="absolute" />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
