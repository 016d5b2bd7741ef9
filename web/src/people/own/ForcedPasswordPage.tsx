import { Button } from 'antd';
import { SignInFrame } from '../sign-in/SignInFrame.tsx';
import { useTexts } from '../texts.ts';
import { PasswordForm } from './PasswordPanel.tsx';
import { useSignOut } from './use-sign-out.ts';

/** A first password set by an administrator is changed before anything else. */
export function ForcedPasswordPage() {
  const t = useTexts();
  const { leave, leaving } = useSignOut();
  return (
    <SignInFrame title={t('password.first')} lead={t('password.firstText')}>
      <PasswordForm />
      <Button type="link" loading={leaving} onClick={() => void leave()}>
        {t('signOut')}
      </Button>
    </SignInFrame>
  );
}
