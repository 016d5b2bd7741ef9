import type { EndpointReply } from '@heliu/contract/endpoint';
import type { Coverage, getCoverage } from '@heliu/contract/patrol';
import { Button, Table } from 'antd';
import { useShow } from '../kernel/i18n/index.ts';
import styles from './patrol.module.css';
import { useTexts } from './texts.ts';

type Row = EndpointReply<typeof getCoverage>['rows'][number];

interface CoverageTableProps {
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly onInto: (place: string) => void;
}

const shareOf = ({ places }: Coverage, count: number): number => (places === 0 ? 0 : count / places);

/** Places in the order of their codes: a table of places is no league. */
export function CoverageTable({ rows, loading, onInto }: CoverageTableProps) {
  const t = useTexts();
  const show = useShow();
  const share = (figure: 'visited' | 'complete') => ({
    title: t(`coverage.${figure}`),
    width: 220,
    render: (_: unknown, { coverage }: Row) => <Share of={coverage} count={coverage[figure]} />,
  });
  return (
    <Table<Row>
      aria-label={t('coverage.table')}
      size="middle"
      loading={loading}
      rowKey={({ code }) => code}
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('coverage.place'),
          width: 240,
          render: (_, { code, name }) => (
            <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => onInto(code)}>
              {show(name)}
            </Button>
          ),
        },
        { title: t('coverage.places'), align: 'right', render: (_, { coverage }) => coverage.places },
        share('visited'),
        share('complete'),
        { title: t('coverage.findings'), align: 'right', render: (_, { coverage }) => coverage.findings },
      ]}
    />
  );
}

function Share({ of, count }: { readonly of: Coverage; readonly count: number }) {
  const share = shareOf(of, count);
  return (
    <span className={styles.share}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span>
        {(share * 100).toFixed(0)} % ({count})
      </span>
    </span>
  );
}
