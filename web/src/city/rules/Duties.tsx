import type { Duty, Fallback } from '@heliu/contract/city/routing-rule';
import { Table } from 'antd';
import { Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useCity, useUnitNames } from '../use-city.ts';

/** Who answers for what by the published duty lists, and who answers when nobody does. */
export function Duties({
  duties,
  fallback,
}: {
  readonly duties: readonly Duty[];
  readonly fallback: Fallback;
}) {
  const t = useTexts();
  const show = useShow();
  const unitName = useUnitNames();
  const city = useCity();
  const named = [
    ...(city.data?.formerTypes ?? []),
    ...(city.data?.types ?? []),
    ...(city.data?.classes ?? []),
  ];
  const names = new Map(named.map(({ code, name }) => [code, name]));
  const list = (codes: readonly string[]) =>
    codes.map((code) => show(names.get(code) ?? { zh: code, en: code })).join(t('listComma'));
  return (
    <div className={styles.stack}>
      <Panel title={t('rules.fallback')}>
        <p>
          {t('rules.fallbackText', {
            levels: fallback.levels.map((level) => t(`level.${level}`)).join(t('listThen')),
            unit: show(unitName(fallback.unit)),
          })}
        </p>
      </Panel>
      <Panel flush title={t('rules.tab.duties')}>
        <Table<Duty>
          size="small"
          aria-label={t('rules.tab.duties')}
          rowKey={({ unit }) => unit}
          dataSource={[...duties]}
          pagination={false}
          scroll={{ x: 720 }}
          columns={[
            { title: t('rules.unit'), width: 200, render: (_, { unit }) => show(unitName(unit)) },
            { title: t('rules.leads'), render: (_, { leads }) => list(leads) },
            { title: t('rules.assists'), render: (_, { assists }) => list(assists) },
            { title: t('rules.basis'), width: 220, render: (_, { basis }) => show(basis) },
          ]}
        />
      </Panel>
    </div>
  );
}
