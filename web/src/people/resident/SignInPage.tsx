import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { z } from 'zod';
import { useSession, useSettings } from '../../kernel/auth/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { useSignIn } from '../sign-in/use-sign-in.ts';
import { useTexts } from '../texts.ts';
import { SignInSteps } from './SignInSteps.tsx';
import { useResidentTexts } from './texts.ts';

/** A page below this app to go on to, without its base. */
const Search = z.object({
  next: z
    .string()
    .regex(/^\/(?!\/)/)
    .max(400)
    .default('/'),
});

export function ResidentSignInPage() {
  const t = useTexts();
  const r = useResidentTexts();
  const { mail, sms } = useSettings();
  const navigate = useNavigate();
  const { account } = useSession();
  const [{ next }] = useFilters(Search);
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
              {(mail || sms) && <Link to="/sign-up">{r('signIn.signUp')}</Link>}
              {(mail || sms) && <Link to="/recover">{t('signIn.recover')}</Link>}
              <a href="/console">{r('signIn.staff')}</a>
            </>
          }
        />
      </MobileCard>
    </MobilePage>
  );
}
