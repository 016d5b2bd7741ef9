import { PlusOutlined } from '../kernel/desk/icons.tsx';
import { listSupport } from '@heliu/contract/support';
import { Button } from 'antd';
import { useState } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { Page, useDone } from '../kernel/desk/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { Named } from '../matter/index.ts';
import { CoveragePanel } from './CoveragePanel.tsx';
import { EntryForm } from './EntryForm.tsx';
import { EntryList } from './EntryList.tsx';
import { useTexts } from './texts.ts';

/** What happens is told at once; a new day, or a consent that ran out, is not. */
const everyMs = 10 * 60_000;

/** Support visits: the list of whoever keeps one, and counts by kind. */
export function SupportPage() {
  return (
    <Named>
      <Support />
    </Named>
  );
}

function Support() {
  const t = useTexts();
  const can = useCan();
  const done = useDone();
  const keeps = can('support.keep');
  const found = useEndpoint(listSupport, {}, { enabled: keeps, refetchMs: everyMs });
  const [adding, setAdding] = useState(false);
  const canAdd = found.data !== undefined && found.data.kinds.length > 0;
  return (
    <Page
      title={t('title')}
      subtitle={t('text')}
      actions={
        keeps && (
          <Button type="primary" icon={<PlusOutlined />} disabled={!canAdd} onClick={() => setAdding(true)}>
            {t('form.open')}
          </Button>
        )
      }
    >
      {keeps && <EntryList found={found} />}
      <CoveragePanel />
      {adding && found.data !== undefined && (
        <EntryForm
          kinds={found.data.kinds}
          consentDays={found.data.consentDays}
          onDone={(number) => {
            setAdding(false);
            done(t('form.done', { number }));
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}
