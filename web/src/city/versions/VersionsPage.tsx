import { UploadOutlined } from '../../kernel/desk/icons.tsx';
import { type CityVersion, entryKindName, listCityVersions } from '@heliu/contract/city-api';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { CursorTable, Page, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { usePages } from '../../kernel/query/index.ts';
import { EmptyState, Time } from '../../kernel/ui/index.ts';
import { Counts } from '../changes/Counts.tsx';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useAdministersCity } from '../use-city.ts';
import { VersionChanges } from './VersionChanges.tsx';

interface Opened {
  readonly version: CityVersion;
  readonly kind: string;
}

/** Every version of the city with what it changed, entry by entry. */
export function VersionsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const whole = useAdministersCity();
  const found = usePages(listCityVersions, { query: {} });
  const [opened, setOpened] = useState<Opened>();
  return (
    <Page
      title={t('versions.title')}
      subtitle={t('versions.text')}
      actions={
        whole && (
          <Button
            type="primary"
            icon={<UploadOutlined />}
            onClick={() => void navigate({ to: '/city/versions/import' })}
          >
            {t('versions.import')}
          </Button>
        )
      }
    >
      {!whole && <Alert type="info" showIcon title={t('versions.notWhole')} />}
      <Panel flush>
        <CursorTable
          found={found}
          label={t('versions.title')}
          rowKey={({ versionId }: CityVersion) => versionId}
          columns={[
            { title: t('versions.version'), width: 150, render: (_, row) => <VersionName row={row} /> },
            { title: t('versions.at'), width: 170, render: (_, row) => <Time at={row.importedAt} /> },
            {
              title: t('versions.by'),
              width: 160,
              render: (_, { importedBy }) => importedBy ?? t('versions.commandLine'),
            },
            {
              title: t('versions.changes'),
              render: (_, row) => <Chips row={row} onOpen={(kind) => setOpened({ version: row, kind })} />,
            },
          ]}
          card={(row) => (
            <div className={styles.stack}>
              <VersionName row={row} />
              <small className={styles.soft}>
                <Time at={row.importedAt} /> · {row.importedBy ?? t('versions.commandLine')}
              </small>
              <Chips row={row} onOpen={(kind) => setOpened({ version: row, kind })} />
            </div>
          )}
          empty={<EmptyState title={t('versions.none')}>{t('versions.noneText')}</EmptyState>}
        />
      </Panel>
      {opened !== undefined && (
        <VersionChanges
          version={opened.version}
          kind={opened.kind}
          onKind={(kind) => setOpened({ ...opened, kind })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}

function VersionName({ row }: { readonly row: CityVersion }) {
  const t = useTexts();
  return (
    <span className={styles.inline}>
      <strong>{row.version}</strong>
      <small className={styles.soft}>#{row.versionId}</small>
      {row.inForce && <Tag color="success">{t('versions.inForce')}</Tag>}
    </span>
  );
}

function Chips({ row, onOpen }: { readonly row: CityVersion; readonly onOpen: (kind: string) => void }) {
  const t = useTexts();
  const show = useShow();
  if (row.changes.length === 0) return <span className={styles.soft}>{t('versions.noChanges')}</span>;
  return (
    <span className={styles.chips}>
      {row.changes.map((change) => (
        <Button key={change.kind} size="small" onClick={() => onOpen(change.kind)}>
          {show(entryKindName(change.kind))} <Counts change={change} />
        </Button>
      ))}
    </span>
  );
}
