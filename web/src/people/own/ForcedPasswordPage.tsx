import { signOut } from '@heliu/contract/people';
import { Button } from 'antd';
import { useRefreshSession } from '../../kernel/auth/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { SignInFrame } from '../sign-in/SignInFrame.tsx';
import { useTexts } from '../texts.ts';
import { PasswordForm } from './PasswordPanel.tsx';

/** A first password set by an administrator is changed before anything else. */
export function ForcedPasswordPage() {
  const t = useTexts();
  const out = useCommand(signOut);
  const refresh = useRefreshSession();
  return (
    <SignInFrame title={t('password.first')} lead={t('password.firstText')}>
      <PasswordForm />
      <Button type="link" loading={out.pending} onClick={() => void out.run({}).then(() => refresh())}>
        {t('signOut')}
      </Button>
    </SignInFrame>
  );
}
