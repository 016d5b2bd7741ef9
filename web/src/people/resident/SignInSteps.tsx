import { OneTimeCode, TypedLogin } from '@heliu/contract/people';
import { Button } from 'antd-mobile';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { Field, useFields } from '../../kernel/mobile/index.ts';
import { Refusal, useFocusOnMount } from '../../kernel/ui/index.ts';
import type { SignIn } from '../sign-in/use-sign-in.ts';
import { useTexts } from '../texts.ts';
import styles from './resident.module.css';

interface SignInStepsProps {
  readonly flow: SignIn;
  /** What an account is known by here. */
  readonly words: { readonly login: string; readonly loginNeeded: string };
  /** Other ways in, below the password. */
  readonly links: ReactNode;
}

/** Password, then a code where the account asks for one, in the phone apps. */
export function SignInSteps(props: SignInStepsProps) {
  return props.flow.step === 'password' ? <PasswordStep {...props} /> : <CodeStep flow={props.flow} />;
}

function PasswordStep({ flow, words, links }: SignInStepsProps) {
  const t = useTexts();
  const { faults, onSubmit } = useFields(
    {
      login: { schema: TypedLogin, message: words.loginNeeded },
      password: { schema: z.string().min(1), message: t('signIn.passwordNeeded') },
    },
    ({ login, password }) => flow.sendPassword(login, password),
  );
  return (
    <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
      <Field
        name="login"
        label={words.login}
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
      <div className={styles.links}>{links}</div>
    </form>
  );
}

function CodeStep({ flow }: { readonly flow: SignIn }) {
  const t = useTexts();
  const focus = useFocusOnMount<HTMLInputElement>();
  const [recovery, setRecovery] = useState(false);
  const { faults, onSubmit } = useFields(
    { code: { schema: OneTimeCode, message: t('signIn.codeWrong') } },
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
