import { DownOutlined } from '../../kernel/desk/icons.tsx';
import type { SavedView } from '@heliu/contract/matter';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { type QueueFilters, sameFilters } from '../queue/filters.ts';
import { useTexts } from '../texts.ts';
import { ManageViews } from './ManageViews.tsx';
import { SaveView } from './SaveView.tsx';
import styles from './view.module.css';

interface ViewsMenuProps {
  readonly views: readonly SavedView[];
  readonly filters: QueueFilters;
  readonly onOpen: (view: SavedView) => void;
}

/** The views that somebody saved; the one that the address shows gives the button its name. */
export function ViewsMenu({ views, filters, onOpen }: ViewsMenuProps) {
  const t = useTexts();
  const [dialog, setDialog] = useState<'save' | 'manage'>();
  const shown = views.find((view) => sameFilters(view.filters, filters));
  const items: MenuProps['items'] = [
    {
      type: 'group',
      key: 'saved',
      label: t(views.length === 0 ? 'view.none' : 'view.saved'),
      children: views.map(({ viewId, name, isDefault }) => ({
        key: viewId,
        label: (
          <span className={styles.item}>
            {name}
            {isDefault && <small>{t('view.firstHint')}</small>}
          </span>
        ),
      })),
    },
    { type: 'divider' },
    { key: 'save', label: t('view.save') },
    { key: 'manage', label: t('view.manage'), disabled: views.length === 0 },
  ];
  const choose = (key: string): void => {
    const view = views.find(({ viewId }) => viewId === key);
    if (view !== undefined) onOpen(view);
    else if (key === 'save' || key === 'manage') setDialog(key);
  };
  const close = (): void => setDialog(undefined);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          selectedKeys: shown === undefined ? [] : [shown.viewId],
          style: { maxHeight: 420, overflowY: 'auto' },
          onClick: ({ key }) => choose(key),
        }}
      >
        <Button>
          <span className={styles.button}>{shown?.name ?? t('view.menu')}</span>
          <DownOutlined />
        </Button>
      </Dropdown>
      <SaveView open={dialog === 'save'} filters={filters} onClose={close} />
      <ManageViews open={dialog === 'manage'} views={views} filters={filters} onClose={close} />
    </>
  );
}
