import type { EntryChanges, PackCheck } from '@heliu/contract/city-api';
import { Alert, Collapse } from 'antd';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useKindName, useSettingName } from '../versions/kind-name.ts';
import { Counts } from '../versions/VersionsPage.tsx';

type Ready = Extract<PackCheck, { status: 'ready' }>;
type InUse = Ready['inUse'];

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

/** What becomes of grids that were changed by hand in the running city. */
export function GridEdits({ gridEdits }: Pick<Ready, 'gridEdits'>) {
  const t = useTexts();
  const { kept, contained, dropped } = gridEdits;
  if (kept + contained.length + dropped.length === 0) return null;
  const told = (codes: readonly string[]) => codes.join(t('listComma'));
  return (
    <Alert
      type={dropped.length > 0 ? 'warning' : 'info'}
      showIcon
      title={t('import.gridEdits.title')}
      description={
        <ul className={styles.plainList}>
          {dropped.map(({ editId, before, after }) => (
            <li key={editId}>
              {t('import.gridEdits.dropped', { before: told(before), after: told(after) })}
            </li>
          ))}
          {contained.map(({ editId, before, after }) => (
            <li key={editId}>
              {t('import.gridEdits.contained', { before: told(before), after: told(after) })}
            </li>
          ))}
          {kept > 0 && <li>{t('import.gridEdits.kept', { count: kept })}</li>}
        </ul>
      }
    />
  );
}
