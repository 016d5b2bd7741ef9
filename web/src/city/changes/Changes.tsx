import { type EntryChange, entryKindName, type KindChanges } from '@heliu/contract/city-api';
import { Collapse } from 'antd';
import { useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { EmptyState } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import own from './changes.module.css';
import { Counts } from './Counts.tsx';
import { EntryName } from './EntryName.tsx';
import { Fields } from './Fields.tsx';
import { More } from './More.tsx';

/** Of each kind and act, before the rest is asked for. */
const mostEntries = 10;
/** A change with no more than this is shown open. */
const mostOpen = 12;

/** What an import does, kind by kind: the names of the entries, and of those that change what was and what is. */
export function Changes({ changes }: { readonly changes: readonly KindChanges[] }) {
  const t = useTexts();
  const show = useShow();
  if (changes.length === 0) return <EmptyState title={t('import.orderAlone')} />;
  const open = changes.filter(({ added, changed, removed }) => added + changed + removed <= mostOpen);
  return (
    <Collapse
      defaultActiveKey={open.map(({ kind }) => kind)}
      items={changes.map((change) => ({
        key: change.kind,
        label: (
          <span className={styles.inline}>
            {show(entryKindName(change.kind))} <Counts change={change} />
          </span>
        ),
        children: (
          <div className={styles.stack}>
            {(['changed', 'added', 'removed'] as const)
              .filter((act) => change[act] > 0)
              .map((act) => (
                <Act key={act} act={act} change={change} />
              ))}
          </div>
        ),
      }))}
    />
  );
}

interface ActProps {
  readonly act: EntryChange['act'];
  readonly change: KindChanges;
}

function Act({ act, change }: ActProps) {
  const t = useTexts();
  const [all, setAll] = useState(false);
  const entries = change.entries.filter((entry) => entry.act === act);
  const shown = all ? entries : entries.slice(0, mostEntries);
  const beyond = change[act] - entries.length;
  return (
    <section className={own.act}>
      <strong className={styles[act]}>{t(`act.${act}`)}</strong>
      <ul className={act === 'changed' ? own.entries : own.named}>
        {shown.map((entry) => (
          <li key={entry.code} {...(act === 'changed' ? { className: own.entry } : {})}>
            <EntryName entry={entry} kind={change.kind} />
            <Fields fields={entry.fields} />
          </li>
        ))}
      </ul>
      {shown.length < entries.length ? (
        <div>
          <More count={change[act] - shown.length} onAll={() => setAll(true)} />
        </div>
      ) : (
        beyond > 0 && <span className={styles.soft}>{t('import.more', { count: beyond })}</span>
      )}
    </section>
  );
}
