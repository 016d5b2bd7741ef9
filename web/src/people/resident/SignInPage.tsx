import { Login } from '@heliu/contract/people';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { useSession, useSettings } from '../../kernel/auth/index.ts';
import { Field, MobileCard, MobilePage, useFields } from '../../kernel/mobile/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { Refusal, useFocusOnMount } from '../../kernel/ui/index.ts';
import { type SignIn, useSignIn } from '../sign-in/use-sign-in.ts';
import { useTexts } from '../texts.ts';
import styles from './resident.module.css';
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
  const r = useResidentTexts();
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
        {flow.step === 'password' ? <PasswordStep flow={flow} /> : <CodeStep flow={flow} />}
      </MobileCard>
    </MobilePage>
  );
}

function PasswordStep({ flow }: { readonly flow: SignIn }) {
  const t = useTexts();
  const r = useResidentTexts();
  const { mail, sms } = useSettings();
  const { faults, onSubmit } = useFields(
    {
      login: { schema: Login, message: r('signIn.loginNeeded') },
      password: { schema: z.string().min(1), message: t('signIn.passwordNeeded') },
    },
    ({ login, password }) => flow.sendPassword(login, password),
  );
  return (
    <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
      <Field
        name="login"
        label={r('signIn.login')}
        fault={faults.login}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
      />
      <Field
        name="password"
        type="password"
        label={t('signIn.password')}
        fault={faults.password}
        autoComplete="current-password"
      />
      <Refusal error={flow.error} />
      <Button type="submit" color="primary" size="large" block loading={flow.pending}>
        {t('signIn.submit')}
      </Button>
      <div className={styles.links}>
        {(mail || sms) && <Link to="/sign-up">{r('signIn.signUp')}</Link>}
        {(mail || sms) && <Link to="/recover">{t('signIn.recover')}</Link>}
        <a href="/console">{r('signIn.staff')}</a>
      </div>
    </form>
  );
}

function CodeStep({ flow }: { readonly flow: SignIn }) {
  const t = useTexts();
  const focus = useFocusOnMount<HTMLInputElement>();
  const [recovery, setRecovery] = useState(false);
  const { faults, onSubmit } = useFields(
    { code: { schema: z.string().trim().min(1), message: t('signIn.codeNeeded') } },
    ({ code }) => flow.sendCode(code),
  );
  return (
    <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
      <Field
        key={String(recovery)}
        name="code"
        label={t(recovery ? 'signIn.recoveryCode' : 'signIn.code')}
        hint={t(recovery ? 'signIn.recoveryCodeHint' : 'signIn.codeHint')}
        fault={faults.code}
        autoComplete="one-time-code"
        inputMode={recovery ? 'text' : 'numeric'}
        ref={focus}
      />
      <Refusal error={flow.error} />
      <Button type="submit" color="primary" size="large" block loading={flow.pending}>
        {t('signIn.submit')}
      </Button>
      <div className={styles.links}>
        <button type="button" className={styles.plain} onClick={() => setRecovery(!recovery)}>
          {t(recovery ? 'signIn.useCode' : 'signIn.useRecoveryCode')}
        </button>
        <button type="button" className={styles.plain} onClick={flow.startOver}>
          {t('signIn.startOver')}
        </button>
      </div>
    </form>
  );
}
