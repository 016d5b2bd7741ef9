import { Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useEffect } from 'react';
import { z } from 'zod';
import { useSession } from '../../kernel/auth/index.ts';
import { parseSearch, useFilters } from '../../kernel/route/index.ts';
import { useTexts } from '../texts.ts';
import { SignInForm } from './SignInForm.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import styles from './sign-in.module.css';

const home = '/console';

/** `returnTo` stays on this site and in the console whatever the address says. */
const Search = z.object({
  returnTo: z
    .string()
    .regex(/^\/console(\/|\?|$)/)
    .max(400)
    .default(home),
  problem: z.string().max(60).optional(),
});

export function SignInPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const { account } = useSession();
  const [{ returnTo, problem }] = useFilters(Search);
  const signedIn = account !== null;
  useEffect(() => {
    if (!signedIn) return;
    const [path = '', query = ''] = returnTo.slice(home.length).split('?');
    void navigate({ to: path === '' ? '/' : path, search: parseSearch(query), replace: true });
  }, [signedIn, navigate, returnTo]);
  return (
    <SignInFrame title={t('signIn.title')} lead={t('signIn.lead')}>
      {problem !== undefined && (
        <Alert type="error" showIcon title={t('signIn.oidcFailed', { code: problem })} />
      )}
      <SignInForm
        returnTo={returnTo}
        onSignedIn={() => undefined}
        links={
          <div className={styles.links}>
            <Link to="/recover">{t('signIn.recover')}</Link>
            <a href="/">{t('signIn.resident')}</a>
          </div>
        }
      />
    </SignInFrame>
  );
}
