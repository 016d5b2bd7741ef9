import { Modal } from 'antd';
import { Suspense } from 'react';
import { useAccount } from '../kernel/auth/index.ts';
import { PageSkeleton } from '../kernel/ui/index.ts';
import { SignInForm } from '../people/console.tsx';
import { useTexts } from './texts.ts';

/** Over a page whose session ended: signing in again leaves the page as it was. */
export function SignInAgain() {
  const t = useTexts();
  useAccount();
  return (
    <Modal
      open
      title={t('again.title')}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
    >
      <p style={{ marginBlockEnd: 14 }}>{t('again.text')}</p>
      <Suspense fallback={<PageSkeleton rows={3} />}>
        <SignInForm
          returnTo={window.location.pathname + window.location.search}
          onSignedIn={() => undefined}
        />
      </Suspense>
    </Modal>
  );
}
