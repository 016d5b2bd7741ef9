import { LogoutOutlined, ReadOutlined, UserOutlined } from '../kernel/desk/icons.tsx';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useAccount } from '../kernel/auth/index.ts';
import { useSignOut } from '../people/console.tsx';
import { useTexts } from './texts.ts';

export function AccountMenu() {
  const t = useTexts();
  const navigate = useNavigate();
  const { displayName, login } = useAccount();
  const { leave, leaving } = useSignOut();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', label: login, disabled: true },
          { key: '/account', icon: <UserOutlined />, label: t('account.own') },
          { key: '/help', icon: <ReadOutlined />, label: t('account.help') },
          { type: 'divider' },
          { key: 'out', icon: <LogoutOutlined />, label: t('account.signOut') },
        ],
        onClick: ({ key }) => void (key === 'out' ? leave() : navigate({ to: key })),
      }}
    >
      <Button
        type="text"
        icon={<UserOutlined />}
        loading={leaving}
        aria-label={t('account.open', { name: displayName })}
      >
        <span className="h-wide">{displayName}</span>
      </Button>
    </Dropdown>
  );
}
