import { ApiOutlined, PlusOutlined } from '../kernel/desk/icons.tsx';
import { type Key, listKeys, revokeKey, scopeTexts } from '@heliu/contract/keys';
import { Button, Grid, Table, Tag } from 'antd';
import { useState } from 'react';
import { Page, Panel, ReasonDialog } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Time } from '../kernel/ui/index.ts';
import { KeyForm } from './KeyForm.tsx';
import { KeyOnce } from './KeyOnce.tsx';
import styles from './keys.module.css';
import { useTexts } from './texts.ts';

/** What is open over the list. */
type Opened =
  | { readonly what: 'new' }
  | { readonly what: 'change' | 'revoke'; readonly key: Key }
  | { readonly what: 'once'; readonly name: string; readonly token: string | null };

/** Keys by which other systems use the API. */
export function KeysPage() {
  const t = useTexts();
  const found = useEndpoint(listKeys, {});
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  return (
    <Page
      title={t('title')}
      subtitle={t('text')}
      actions={
        <>
          <Button icon={<ApiOutlined />} href="/docs/api" target="_blank">
            {t('docs')}
          </Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened({ what: 'new' })}>
            {t('make')}
          </Button>
        </>
      }
    >
      <Panel flush>
        {found.error !== null && found.data === undefined ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.data === undefined ? (
          <PageSkeleton />
        ) : (
          <KeyList rows={found.data.rows} onOpen={setOpened} />
        )}
      </Panel>
      {opened?.what === 'new' && (
        <KeyForm onClose={close} onMade={({ name, token }) => setOpened({ what: 'once', name, token })} />
      )}
      {opened?.what === 'change' && <KeyForm old={opened.key} onClose={close} onMade={close} />}
      {opened?.what === 'revoke' && <RevokeDialog target={opened.key} onClose={close} />}
      {opened?.what === 'once' && <KeyOnce name={opened.name} token={opened.token} onClose={close} />}
    </Page>
  );
}

interface KeyListProps {
  readonly rows: readonly Key[];
  readonly onOpen: (opened: Opened) => void;
}

function KeyList({ rows, onOpen }: KeyListProps) {
  const t = useTexts();
  const show = useShow();
  const { md } = Grid.useBreakpoint();
  if (rows.length === 0) return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>;
  if (md === false) {
    return (
      <ul className={styles.cards} aria-label={t('title')}>
        {rows.map((row) => (
          <li key={row.id}>
            <div className={styles.head}>
              <Name row={row} />
              <State row={row} />
            </div>
            <Scopes row={row} />
            <small className={styles.soft}>
              {show(row.place.name)} · {t('limit', { n: row.perMinute })} · {row.lastUsedOn ?? t('never')}
            </small>
            <small className={styles.soft}>
              {t('expires')} <Time at={row.expiresAt} show="absolute" />
            </small>
            <Acts row={row} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table<Key>
      size="small"
      aria-label={t('title')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 920 }}
      dataSource={[...rows]}
      columns={[
        { title: t('name'), width: 210, render: (_, row) => <Name row={row} /> },
        { title: t('scopes'), render: (_, row) => <Scopes row={row} /> },
        {
          title: t('place'),
          width: 150,
          render: (_, row) => (
            <div className={styles.name}>
              <span>{show(row.place.name)}</span>
              <small>{t('limit', { n: row.perMinute })}</small>
            </div>
          ),
        },
        { title: t('expires'), width: 150, render: (_, row) => <Time at={row.expiresAt} show="absolute" /> },
        { title: t('lastUsed'), width: 120, render: (_, row) => row.lastUsedOn ?? t('never') },
        { title: t('stateHead'), width: 90, render: (_, row) => <State row={row} /> },
        { title: '', width: 150, render: (_, row) => <Acts row={row} onOpen={onOpen} /> },
      ]}
    />
  );
}

function Name({ row }: { readonly row: Key }) {
  const t = useTexts();
  return (
    <div className={styles.name}>
      <strong>{row.name}</strong>
      <code className={styles.code}>{row.start}…</code>
      <small>{row.createdBy === '' ? t('madeByServer') : t('made', { by: row.createdBy })}</small>
    </div>
  );
}

/** The name of a scope says it shortly; what it means is told where it is chosen. */
function Scopes({ row }: { readonly row: Key }) {
  const show = useShow();
  return (
    <span className={styles.scopes}>
      {row.scopes.map((scope) => (
        <Tag key={scope} title={show(scopeTexts[scope])}>
          {scope}
        </Tag>
      ))}
    </span>
  );
}

const colours = { active: 'success', expired: 'warning', revoked: 'default' } as const;

function State({ row }: { readonly row: Key }) {
  const t = useTexts();
  return <Tag color={colours[row.state]}>{t(`state.${row.state}`)}</Tag>;
}

function Acts({ row, onOpen }: { readonly row: Key; readonly onOpen: KeyListProps['onOpen'] }) {
  const t = useTexts();
  if (row.state === 'revoked') return null;
  return (
    <span className={styles.acts}>
      <Button size="small" onClick={() => onOpen({ what: 'change', key: row })}>
        {t('change')}
      </Button>
      <Button size="small" danger onClick={() => onOpen({ what: 'revoke', key: row })}>
        {t('revoke')}
      </Button>
    </span>
  );
}

function RevokeDialog({ target, onClose }: { readonly target: Key; readonly onClose: () => void }) {
  const t = useTexts();
  const revoke = useCommand(revokeKey, { refresh: [listKeys] });
  return (
    <ReasonDialog
      open
      title={t('revokeTitle', { name: target.name })}
      confirm={t('revoke')}
      danger
      reason="none"
      pending={revoke.pending}
      error={revoke.error}
      onCancel={onClose}
      onConfirm={() => {
        void revoke.run({ params: { id: target.id }, body: {} }).then((done) => {
          if (done !== undefined) onClose();
        });
      }}
    >
      {t('revokeText')}
    </ReasonDialog>
  );
}
