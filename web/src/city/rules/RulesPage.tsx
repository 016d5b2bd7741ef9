import { listRoutingRules } from '@heliu/contract/city-api';
import { Tabs } from 'antd';
import { z } from 'zod';
import { Page } from '../../kernel/desk/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { Duties } from './Duties.tsx';
import { RuleList } from './RuleList.tsx';
import { Simulator } from './Simulator.tsx';

const tabs = ['rules', 'simulator', 'duties'] as const;
const Filters = z.object({ tab: z.enum(tabs).default('rules'), q: z.string().optional() });

/** What goes to whom: the rules in their order, a place to try them, and the duty lists behind them. */
export function RulesPage() {
  const t = useTexts();
  const [{ tab, q }, setFilters] = useFilters(Filters);
  const found = useEndpoint(listRoutingRules, {});
  const rules = found.data;
  return (
    <Page title={t('rules.title')} subtitle={t('rules.text')}>
      {found.error !== null && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <PageSkeleton />}
      {rules !== undefined && (
        <Tabs
          activeKey={tab}
          onChange={(key) => setFilters({ tab: tabs.find((one) => one === key) })}
          items={[
            {
              key: 'rules',
              label: t('rules.tab.rules', { count: rules.rules.length }),
              children: (
                <RuleList rules={rules.rules} q={q ?? ''} onSearch={(text) => setFilters({ q: text })} />
              ),
            },
            { key: 'simulator', label: t('rules.tab.simulator'), children: <Simulator /> },
            {
              key: 'duties',
              label: t('rules.tab.duties'),
              children: <Duties duties={rules.duties} fallback={rules.fallback} />,
            },
          ]}
        />
      )}
    </Page>
  );
}
