import type { EntryChanges, PackCheck } from '@heliu/contract/city-api';
import { Alert, Collapse } from 'antd';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useKindName, useSettingName } from '../versions/kind-name.ts';
import { Counts } from '../versions/VersionsPage.tsx';

type InUse = Extract<PackCheck, { status: 'ready' }>['inUse'];

/** What an import would do, kind by kind, with the codes concerned. */
export function Changes({ changes }: { readonly changes: readonly EntryChanges[] }) {
  const kindName = useKindName();
  return (
    <Collapse
      items={changes.map((change) => ({
        key: change.kind,
        label: (
          <span className={styles.inline}>
            {kindName(change.kind)} <Counts change={change} />
          </span>
        ),
        children: <Codes change={change} />,
      }))}
    />
  );
}

function Codes({ change }: { readonly change: EntryChanges }) {
  const t = useTexts();
  const settingName = useSettingName();
  const nameOf = (code: string) => (change.kind === 'setting' ? settingName(code) : code);
  return (
    <div className={styles.stack}>
      {(['added', 'changed', 'removed'] as const)
        .filter((act) => change[act] > 0)
        .map((act) => (
          <p key={act} className={styles.codes}>
            <strong>{t(`act.${act}`)}</strong>
            {change.codes[act].map((code) => (
              <code key={code} className={styles.code}>
                {nameOf(code)}
              </code>
            ))}
            {change.codes[act].length < change[act] && (
              <span className={styles.soft}>
                {t('import.more', { count: change[act] - change.codes[act].length })}
              </span>
            )}
          </p>
        ))}
    </div>
  );
}

/** Open matters on what a pack no longer has, told before it is applied. */
export function Lost({ inUse }: { readonly inUse: InUse }) {
  const t = useTexts();
  if (inUse.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('import.inUse')}
      description={
        <ul className={styles.plainList}>
          {inUse.map(({ kind, code, count }) => (
            <li key={`${kind} ${code}`}>{t(`import.inUseOf.${kind}`, { code, count })}</li>
          ))}
        </ul>
      }
    />
  );
}
