import type { CatalogueType } from '@heliu/contract/city-api';
import type { MatterClass } from '@heliu/contract/city/matter-type';
import { Grid, Table, Tag } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import { EmptyState } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useUnitNames } from '../use-city.ts';
import { ItemDetail } from './ItemDetail.tsx';
import { useLimit } from './limit.ts';

interface ItemTableProps {
  readonly types: readonly CatalogueType[];
  readonly classes: readonly MatterClass[];
}

/** Types in short; each opens to its conditions. */
export function ItemTable({ types, classes }: ItemTableProps) {
  const t = useTexts();
  const show = useShow();
  const limit = useLimit();
  const unitName = useUnitNames();
  const { md } = Grid.useBreakpoint();
  const classNames = new Map(classes.map(({ code, name }) => [code, name]));
  const limits = ({ conditions }: CatalogueType) =>
    [...new Set(conditions.map((condition) => limit(condition.limit)))].join(t('listComma'));
  const lead = ({ leadUnitCode }: CatalogueType) =>
    leadUnitCode === null ? (
      <span className={styles.soft}>{t('items.byRule')}</span>
    ) : (
      show(unitName(leadUnitCode))
    );
  return (
    <Table<CatalogueType>
      size="small"
      aria-label={t('items.title')}
      rowKey={({ code }) => code}
      dataSource={[...types]}
      {...(md === false ? {} : { scroll: { x: 860 } })}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyState title={t('items.none')}>{t('items.noneText')}</EmptyState> }}
      expandable={{
        expandedRowRender: (type) => <ItemDetail type={type} />,
        expandIcon: ({ expanded, onExpand, record }) => (
          <button
            type="button"
            className={styles.expand}
            aria-expanded={expanded}
            aria-label={t(expanded ? 'items.close' : 'items.open', { name: show(record.name) })}
            onClick={(event) => onExpand(record, event)}
          >
            {expanded ? '−' : '+'}
          </button>
        ),
      }}
      columns={[
        {
          title: t('items.name'),
          render: (_, type) => (
            <span className={styles.entry}>
              <span>
                {show(type.name)} {!type.inForce && <Tag>{t('items.out')}</Tag>}
              </span>
              <code className={styles.code}>{type.code}</code>
              {md === false && (
                <small>
                  {limits(type)} · {lead(type)}
                </small>
              )}
            </span>
          ),
        },
        {
          title: t('items.class'),
          width: 190,
          responsive: ['md'],
          render: (_, { classCode, family }) => (
            <span className={styles.entry}>
              <span>{show(classNames.get(classCode) ?? { zh: classCode, en: classCode })}</span>
              <small className={styles.soft}>{t(`family.${family}`)}</small>
            </span>
          ),
        },
        {
          title: t('items.limit'),
          width: 150,
          responsive: ['md'],
          render: (_, type) => limits(type),
        },
        {
          title: t('items.lead'),
          width: 190,
          responsive: ['md'],
          render: (_, type) => lead(type),
        },
        {
          title: t('items.audience'),
          width: 100,
          responsive: ['md'],
          render: (_, { forResidents }) => t(forResidents ? 'items.residents' : 'items.staffOnly'),
        },
      ]}
    />
  );
}
