import { LogoutOutlined, ReadOutlined, UserOutlined } from '@ant-design/icons';
import { signOut } from '@heliu/contract/people';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useAccount, useRefreshSession } from '../kernel/auth/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { useTexts } from './texts.ts';

export function AccountMenu() {
  const t = useTexts();
  const navigate = useNavigate();
  const { displayName, login } = useAccount();
  const out = useCommand(signOut);
  const refresh = useRefreshSession();
  const leave = async (): Promise<void> => {
    if ((await out.run({})) === undefined) return;
    await navigate({ to: '/sign-in' });
    await refresh();
  };
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
        loading={out.pending}
        aria-label={t('account.open', { name: displayName })}
      >
        <span className="h-wide">{displayName}</span>
      </Button>
    </Dropdown>
  );
}
