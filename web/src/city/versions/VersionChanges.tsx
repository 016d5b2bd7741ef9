import { type CityVersion, type EntryChange, listVersionChanges } from '@heliu/contract/city-api';
import { Drawer, Select, Tag } from 'antd';
import { CursorTable, Stack } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { EmptyState } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useFieldName, useKindName, useSettingName } from './kind-name.ts';

interface VersionChangesProps {
  readonly version: CityVersion;
  readonly kind: string;
  readonly onKind: (kind: string) => void;
  readonly onClose: () => void;
}

const colours = { added: 'success', changed: 'processing', removed: 'error' } as const;

/** What one version did, entry by entry. */
export function VersionChanges({ version, kind, onKind, onClose }: VersionChangesProps) {
  const t = useTexts();
  const kindName = useKindName();
  const found = usePages(listVersionChanges, { params: { versionId: version.versionId }, query: { kind } });
  const title = t('versions.changesOf', { version: version.version, id: version.versionId });
  return (
    <Drawer open title={title} size="large" onClose={onClose} closable={{ 'aria-label': t('close') }}>
      <Stack>
        <Select
          aria-label={t('versions.kind')}
          value={kind}
          onChange={onKind}
          options={version.changes.map((change) => ({ value: change.kind, label: kindName(change.kind) }))}
          style={{ width: 220 }}
        />
        <CursorTable
          found={found}
          label={title}
          rowKey={({ code }: EntryChange) => code}
          columns={[
            { title: t('versions.act'), width: 90, render: (_, { act }) => <Act act={act} /> },
            { title: t('versions.entry'), render: (_, row) => <Entry row={row} kind={kind} /> },
            { title: t('versions.fields'), render: (_, { fields }) => <Fields fields={fields} /> },
          ]}
          card={(row) => (
            <div className={styles.stack}>
              <span className={styles.inline}>
                <Act act={row.act} />
                <Entry row={row} kind={kind} />
              </span>
              <Fields fields={row.fields} />
            </div>
          )}
          empty={<EmptyState title={t('versions.noChanges')} />}
        />
      </Stack>
    </Drawer>
  );
}

function Act({ act }: { readonly act: EntryChange['act'] }) {
  const t = useTexts();
  return <Tag color={colours[act]}>{t(`act.${act}`)}</Tag>;
}

function Entry({ row, kind }: { readonly row: EntryChange; readonly kind: string }) {
  const show = useShow();
  const settingName = useSettingName();
  const name = row.name === null ? (kind === 'setting' ? settingName(row.code) : row.code) : show(row.name);
  return (
    <span className={styles.entry}>
      <span>{name}</span>
      {name !== row.code && <code className={styles.code}>{row.code}</code>}
    </span>
  );
}

function Fields({ fields }: { readonly fields: readonly string[] }) {
  const fieldName = useFieldName();
  return <span className={styles.soft}>{fields.map(fieldName).join(' · ')}</span>;
}
