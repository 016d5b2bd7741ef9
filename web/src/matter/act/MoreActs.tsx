import { MoreOutlined } from '../../kernel/desk/icons.tsx';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTexts } from '../texts.ts';

interface MoreActsProps {
  readonly items: NonNullable<MenuProps['items']>;
  readonly onChoose: (key: string) => void;
}

/** The acts that have no button of their own. */
export function MoreActs({ items, onChoose }: MoreActsProps) {
  const t = useTexts();
  if (items.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        style: { maxHeight: 420, overflowY: 'auto', maxWidth: 380 },
        onClick: ({ key }) => onChoose(key),
      }}
    >
      <Button icon={<MoreOutlined />}>{t('act.more')}</Button>
    </Dropdown>
  );
}
