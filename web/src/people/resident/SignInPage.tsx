import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSession, useSettings } from '../../kernel/auth/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { useSignIn } from '../sign-in/use-sign-in.ts';
import { useTexts } from '../texts.ts';
import { Next } from './next.ts';
import { SignInSteps } from './SignInSteps.tsx';
import { useResidentTexts } from './texts.ts';

export function ResidentSignInPage() {
  const t = useTexts();
  const r = useResidentTexts();
  const { mail, sms } = useSettings();
  const navigate = useNavigate();
  const { account } = useSession();
  const [{ next }] = useFilters(Next);
  const flow = useSignIn(() => undefined);
  const signedIn = account !== null;
  useEffect(() => {
    if (signedIn) void navigate({ to: next, replace: true });
  }, [signedIn, navigate, next]);
  return (
    <MobilePage title={r('signIn.title')} lead={r('signIn.lead')} backTo="/">
      <MobileCard>
        <SignInSteps
          flow={flow}
          words={{ login: r('signIn.login'), loginNeeded: r('signIn.loginNeeded') }}
          links={
            <>
              {(mail || sms) && (
                <Link to="/sign-up" search={{ next }}>
                  {r('signIn.signUp')}
                </Link>
              )}
              {(mail || sms) && <Link to="/recover">{t('signIn.recover')}</Link>}
              <a href="/console">{r('signIn.staff')}</a>
            </>
          }
        />
      </MobileCard>
    </MobilePage>
  );
}
