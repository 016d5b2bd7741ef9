import { type ClosingGroup, type Figure, figures } from '@heliu/contract/statistics';
import { Button, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useShow } from '../kernel/i18n/index.ts';
import { EmptyState } from '../kernel/ui/index.ts';
import { percent, rateNames } from './csv.ts';
import { useTexts } from './texts.ts';

export interface Opened {
  readonly figure: Figure;
  readonly key: string;
  readonly name: string;
}

interface ClosingTableProps {
  readonly groups: readonly ClosingGroup[];
  readonly total: Omit<ClosingGroup, 'key' | 'name'> | undefined;
  readonly loading: boolean;
  readonly onOpen: (opened: Opened) => void;
}

function useColumns(onOpen: ClosingTableProps['onOpen']): ColumnsType<ClosingGroup> {
  const t = useTexts();
  const show = useShow();
  return [
    { title: t('group'), fixed: 'left', render: (_, { name }) => show(name) },
    ...figures.map((figure) => ({
      title: t(`figure.${figure}`),
      align: 'right' as const,
      sorter: (a: ClosingGroup, b: ClosingGroup) => a.figures[figure] - b.figures[figure],
      render: (_: unknown, { key, name, figures: counts }: ClosingGroup) =>
        counts[figure] === 0 ? (
          0
        ) : (
          <Button
            type="link"
            size="small"
            aria-label={`${show(name)}: ${t(`figure.${figure}`)} ${counts[figure]}`}
            onClick={() => onOpen({ figure, key, name: show(name) })}
          >
            {counts[figure]}
          </Button>
        ),
    })),
    ...rateNames.map((rate) => ({
      title: t(`rate.${rate}`),
      align: 'right' as const,
      sorter: (a: ClosingGroup, b: ClosingGroup) => (a.rates[rate] ?? -1) - (b.rates[rate] ?? -1),
      render: (_: unknown, { rates }: ClosingGroup) => percent(rates[rate]),
    })),
  ];
}

export function ClosingTable({ groups, total, loading, onOpen }: ClosingTableProps) {
  const t = useTexts();
  const columns = useColumns(onOpen);
  return (
    <Table<ClosingGroup>
      aria-label={t('title')}
      size="middle"
      loading={loading}
      rowKey={({ key }) => key}
      dataSource={[...groups]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState title={t('none')}>{t('noneText')}</EmptyState> }}
      columns={columns}
      summary={() =>
        total === undefined ? null : (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{t('total')}</Table.Summary.Cell>
            {figures.map((figure, i) => (
              <Table.Summary.Cell key={figure} index={i + 1} align="right">
                {total.figures[figure]}
              </Table.Summary.Cell>
            ))}
            {rateNames.map((rate, i) => (
              <Table.Summary.Cell key={rate} index={figures.length + i + 1} align="right">
                {percent(total.rates[rate])}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )
      }
    />
  );
}
