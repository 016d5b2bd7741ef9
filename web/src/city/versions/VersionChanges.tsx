import {
  type CityVersion,
  type EntryChange,
  entryKindName,
  listVersionChanges,
} from '@heliu/contract/city-api';
import { Drawer, Select, Tag } from 'antd';
import { CursorTable, Stack } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { EmptyState } from '../../kernel/ui/index.ts';
import { EntryName } from '../changes/EntryName.tsx';
import { Fields } from '../changes/Fields.tsx';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';

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
  const show = useShow();
  const found = usePages(listVersionChanges, { params: { versionId: version.versionId }, query: { kind } });
  const title = t('versions.changesOf', { version: version.version, id: version.versionId });
  return (
    <Drawer open title={title} size="large" onClose={onClose} closable={{ 'aria-label': t('close') }}>
      <Stack>
        <Select
          aria-label={t('versions.kind')}
          value={kind}
          onChange={onKind}
          options={version.changes.map((change) => ({
            value: change.kind,
            label: show(entryKindName(change.kind)),
          }))}
          style={{ width: 220 }}
        />
        <CursorTable
          found={found}
          label={title}
          rowKey={({ code }: EntryChange) => code}
          columns={[
            { title: t('versions.act'), width: 90, render: (_, { act }) => <Act act={act} /> },
            {
              title: t('versions.entry'),
              width: 200,
              render: (_, row) => <EntryName entry={row} kind={kind} />,
            },
            { title: t('versions.fields'), render: (_, { fields }) => <Fields fields={fields} /> },
          ]}
          card={(row) => (
            <div className={styles.stack}>
              <span className={styles.inline}>
                <Act act={row.act} />
                <EntryName entry={row} kind={kind} />
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
