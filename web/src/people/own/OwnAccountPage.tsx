import { HomePanel } from '../../enrolment/console.tsx';
import { useAccount } from '../../kernel/auth/index.ts';
import { Page, Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Facts } from '../../kernel/ui/index.ts';
import { HeldRoles } from '../accounts/HeldRoles.tsx';
import { useTexts } from '../texts.ts';
import { PasswordPanel } from './PasswordPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import { TotpPanel } from './TotpPanel.tsx';

/** One's own account: who I am here, password, second factor, sessions. */
export function OwnAccountPage() {
  const t = useTexts();
  const show = useShow();
  const account = useAccount();
  return (
    <Page title={t('own.title')} narrow>
      <Panel title={account.displayName}>
        <Facts
          facts={[
            { label: t('account.login'), value: account.login },
            { label: t('account.email'), value: account.email ?? t('none') },
            { label: t('account.phone'), value: account.phone ?? t('none') },
            { label: t('account.unit'), value: account.unit === null ? t('none') : show(account.unit.name) },
            { label: t('account.roles'), value: <HeldRoles roles={account.roles} /> },
          ]}
        />
      </Panel>
      <HomePanel />
      <PasswordPanel />
      <TotpPanel />
      <SessionsPanel />
    </Page>
  );
}
