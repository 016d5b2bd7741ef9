import { type ClosingGroup, type Figure, figures } from '@heliu/contract/statistics';
import { Button, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { EmptyState } from '../kernel/ui/index.ts';
import { percent, rateNames } from './csv.ts';
import styles from './statistics.module.css';
import { useGroupName, useTexts } from './texts.ts';

export interface Opened {
  readonly figure: Figure;
  /** Of all groups together where it is absent. */
  readonly key?: string;
}

interface ClosingTableProps {
  readonly groups: readonly ClosingGroup[];
  readonly total: Pick<ClosingGroup, 'figures' | 'rates'> | undefined;
  readonly loading: boolean;
  readonly onOpen: (opened: Opened) => void;
  /** Shows what lies below a group, where there is something. */
  readonly onInto?: ((key: string) => void) | undefined;
}

interface FigureCellProps {
  /** Of the group, or of all together. */
  readonly name: string;
  readonly opened: Opened;
  readonly count: number;
  readonly onOpen: ClosingTableProps['onOpen'];
}

/** A count that opens its matters. */
function FigureCell({ name, count, onOpen, opened }: FigureCellProps) {
  const t = useTexts();
  if (count === 0) return <span className={styles.zero}>0</span>;
  return (
    <Button
      type="link"
      size="small"
      aria-label={`${name}: ${t(`figure.${opened.figure}`)} ${count}`}
      onClick={() => onOpen(opened)}
    >
      {count}
    </Button>
  );
}

function useColumns({
  onOpen,
  onInto,
}: Pick<ClosingTableProps, 'onOpen' | 'onInto'>): ColumnsType<ClosingGroup> {
  const t = useTexts();
  const nameOf = useGroupName();
  return [
    {
      title: t('group'),
      fixed: 'left',
      width: 170,
      render: (_, group) =>
        onInto === undefined ? (
          nameOf(group)
        ) : (
          <Button type="link" size="small" onClick={() => onInto(group.key)}>
            {nameOf(group)}
          </Button>
        ),
    },
    ...figures.map((figure) => ({
      title: t(`figure.${figure}`),
      align: 'right' as const,
      sorter: (a: ClosingGroup, b: ClosingGroup) => a.figures[figure] - b.figures[figure],
      render: (_: unknown, group: ClosingGroup) => (
        <FigureCell
          name={nameOf(group)}
          count={group.figures[figure]}
          opened={{ figure, key: group.key }}
          onOpen={onOpen}
        />
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

export function ClosingTable({ groups, total, loading, onOpen, onInto }: ClosingTableProps) {
  const t = useTexts();
  const columns = useColumns({ onOpen, onInto });
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
        total === undefined || groups.length === 0 ? null : (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{t('total')}</Table.Summary.Cell>
            {figures.map((figure, i) => (
              <Table.Summary.Cell key={figure} index={i + 1} align="right">
                <FigureCell
                  name={t('total')}
                  count={total.figures[figure]}
                  opened={{ figure }}
                  onOpen={onOpen}
                />
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
