import { type Account, getAccount } from '@heliu/contract/people';
import { useParams } from '@tanstack/react-router';
import { Tag } from 'antd';
import { Page, Panel } from '../../kernel/desk/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, Facts, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { AccountActions } from './AccountActions.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { RolesForm } from './RolesForm.tsx';

/** One account: who it is, what it may do where, and what an administrator can do about it. */
export function AccountPage() {
  const t = useTexts();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const account = useEndpoint(getAccount, { params: { id } });
  if (account.data === undefined) {
    return (
      <Page title={t('account.title')} backTo="/people/accounts" narrow>
        {account.error === null ? (
          <PageSkeleton />
        ) : (
          <ErrorState
            error={account.error}
            onRetry={() => void account.refetch()}
            retrying={account.isFetching}
          />
        )}
      </Page>
    );
  }
  return <Shown account={account.data} />;
}

function Shown({ account }: { readonly account: Account }) {
  const t = useTexts();
  return (
    <Page
      title={account.displayName}
      backTo="/people/accounts"
      narrow
      mark={
        <Tag color={account.active ? 'success' : 'default'}>
          {t(account.active ? 'account.active' : 'account.inactive')}
        </Tag>
      }
    >
      <Panel>
        <Facts
          facts={[
            { label: t('account.login'), value: account.login },
            { label: t('account.created'), value: <Time at={account.createdAt} /> },
            { label: t('account.lastSignIn'), value: <Time at={account.lastSignInAt} /> },
            { label: t('account.factor'), value: t(account.totpEnabled ? 'totp.on' : 'totp.off') },
            {
              label: t('account.password'),
              value: t(account.mustChangePassword ? 'account.passwordFirst' : 'account.passwordOwn'),
            },
          ]}
        />
      </Panel>
      <ProfileForm account={account} key={`profile ${account.version}`} />
      <RolesForm account={account} key={`roles ${account.version}`} />
      <AccountActions account={account} />
    </Page>
  );
}
