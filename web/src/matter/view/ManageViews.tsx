import { changeView, deleteView, listSavedViews, type SavedView } from '@heliu/contract/matter';
import { Button, Checkbox, Input, type InputRef, Modal, Popconfirm } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { type QueueFilters, sameFilters } from '../queue/filters.ts';
import { useTexts } from '../texts.ts';
import styles from './view.module.css';

interface ManageViewsProps {
  readonly open: boolean;
  readonly views: readonly SavedView[];
  readonly filters: QueueFilters;
  readonly onClose: () => void;
}

/** Names, filters and the first view, each changed where it stands. */
export function ManageViews({ open, views, filters, onClose }: ManageViewsProps) {
  const t = useTexts();
  return (
    <Modal
      open={open}
      title={t('view.manageTitle')}
      footer={null}
      width={620}
      onCancel={onClose}
      destroyOnHidden
    >
      <ul className={styles.views}>
        {views.map((view) => (
          <li key={view.viewId}>
            <ViewItem view={view} filters={filters} />
          </li>
        ))}
      </ul>
      {views.length === 0 && <p>{t('view.none')}</p>}
    </Modal>
  );
}

function ViewItem({ view, filters }: { readonly view: SavedView; readonly filters: QueueFilters }) {
  const t = useTexts();
  const [name, setName] = useState<string>();
  const change = useCommand(changeView, { refresh: [listSavedViews] });
  const remove = useCommand(deleteView, { refresh: [listSavedViews] });
  const params = { viewId: view.viewId };
  const rename = async (): Promise<void> => {
    const wanted = name?.trim() ?? '';
    if (wanted === '') return;
    const changed = await change.run({ params, body: { name: wanted } });
    if (changed !== undefined) setName(undefined);
  };
  const busy = change.pending || remove.pending;
  return (
    <>
      {name === undefined ? (
        <div className={styles.view}>
          <strong>{view.name}</strong>
          <span className={styles.acts}>
            <Button
              size="small"
              disabled={busy}
              aria-label={t('view.renameOf', { name: view.name })}
              onClick={() => setName(view.name)}
            >
              {t('view.rename')}
            </Button>
            <Button
              size="small"
              disabled={busy || sameFilters(view.filters, filters)}
              aria-label={t('view.replaceOf', { name: view.name })}
              onClick={() => void change.run({ params, body: { filters } })}
            >
              {t('view.replace')}
            </Button>
            <Popconfirm
              title={t('view.removeAsk', { name: view.name })}
              okText={t('view.remove')}
              cancelText={t('view.cancel')}
              okButtonProps={{ danger: true }}
              onConfirm={() => void remove.run({ params, body: {} })}
            >
              <Button
                size="small"
                danger
                disabled={busy}
                aria-label={t('view.removeOf', { name: view.name })}
              >
                {t('view.remove')}
              </Button>
            </Popconfirm>
          </span>
        </div>
      ) : (
        <div className={styles.view}>
          <NameInput
            value={name}
            label={t('view.renameOf', { name: view.name })}
            onChange={setName}
            onEnter={() => void rename()}
          />
          <span className={styles.acts}>
            <Button
              size="small"
              type="primary"
              loading={busy}
              disabled={name.trim() === ''}
              onClick={() => void rename()}
            >
              {t('view.ok')}
            </Button>
            <Button size="small" onClick={() => setName(undefined)}>
              {t('view.cancel')}
            </Button>
          </span>
        </div>
      )}
      <Checkbox
        checked={view.isDefault}
        disabled={busy}
        onChange={(event) => void change.run({ params, body: { isDefault: event.target.checked } })}
      >
        {t('view.first', { name: view.name })}
      </Checkbox>
      <Refusal error={change.error ?? remove.error} onRetry={change.retry} />
    </>
  );
}

interface NameInputProps {
  readonly value: string;
  readonly label: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}

/** Takes the focus of the button that it replaces. */
function NameInput({ value, label, onChange, onEnter }: NameInputProps) {
  const input = useRef<InputRef>(null);
  useEffect(() => input.current?.focus({ cursor: 'all' }), []);
  return (
    <Input
      ref={input}
      value={value}
      maxLength={40}
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
      onPressEnter={onEnter}
    />
  );
}
