import { SearchOutlined } from '../../kernel/desk/icons.tsx';
import type { RuleView } from '@heliu/contract/city-api';
import { Alert, Input } from 'antd';
import { FilterBar, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { EmptyState } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';

interface RuleListProps {
  readonly rules: readonly RuleView[];
  readonly q: string;
  readonly onSearch: (text: string | undefined) => void;
}

const wordsOf = ({ code, name, note, conditions, leadText, assistTexts }: RuleView): string =>
  [name, note, leadText, ...assistTexts, ...conditions.map(({ text }) => text)]
    .flatMap((text) => (text === undefined ? [] : [text.zh, text.en]))
    .concat(code)
    .join(' ')
    .toLowerCase();

/** The rules in the order they are tried, with their conditions in words. */
export function RuleList({ rules, q, onSearch }: RuleListProps) {
  const t = useTexts();
  const wanted = q.trim().toLowerCase();
  const shown = rules
    .map((rule, i) => ({ rule, number: i + 1 }))
    .filter(({ rule }) => wordsOf(rule).includes(wanted));
  return (
    <div className={styles.stack}>
      <FilterBar label={t('rules.search')}>
        <Input
          value={q}
          onChange={(event) => onSearch(event.target.value || undefined)}
          prefix={<SearchOutlined />}
          placeholder={t('rules.search')}
          aria-label={t('rules.search')}
          allowClear
          style={{ width: 300 }}
        />
      </FilterBar>
      <Panel flush>
        {shown.length === 0 ? (
          <EmptyState title={t('rules.noneFound')} />
        ) : (
          <ol className={styles.rules}>
            {shown.map(({ rule, number }) => (
              <Rule key={rule.code} rule={rule} number={number} />
            ))}
          </ol>
        )}
      </Panel>
    </div>
  );
}

function Rule({ rule, number }: { readonly rule: RuleView; readonly number: number }) {
  const t = useTexts();
  const show = useShow();
  return (
    <li className={styles.rule}>
      <span className={styles.number}>{number}</span>
      <div className={styles.stack}>
        <div>
          <strong>{show(rule.name)}</strong> <code className={styles.code}>{rule.code}</code>
          {rule.note !== undefined && <div className={styles.soft}>{show(rule.note)}</div>}
        </div>
        {rule.deadBecause !== null && (
          <Alert type="error" showIcon title={t('rules.dead')} description={show(rule.deadBecause)} />
        )}
        <ul className={styles.conditions}>
          {rule.conditions.map(({ condition, text }, i) => (
            <li key={`${condition} ${i}`}>{show(text)}</li>
          ))}
        </ul>
      </div>
      <dl className={styles.targets}>
        <dt>{t('rules.lead')}</dt>
        <dd>{show(rule.leadText)}</dd>
        {rule.assistTexts.length > 0 && (
          <>
            <dt>{t('rules.assist')}</dt>
            <dd>{rule.assistTexts.map(show).join(t('listComma'))}</dd>
          </>
        )}
      </dl>
    </li>
  );
}
