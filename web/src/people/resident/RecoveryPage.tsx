import { MailCode, Password, TypedLogin } from '@heliu/contract/people';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useSettings } from '../../kernel/auth/index.ts';
import { Field, MobileCard, MobilePage, useFields } from '../../kernel/mobile/index.ts';
import { EmptyState, Refusal, Time, useFocusOnMount } from '../../kernel/ui/index.ts';
import { type Recovery, useRecovery } from '../sign-in/use-recovery.ts';
import { useTexts } from '../texts.ts';
import styles from './resident.module.css';
import { useResidentTexts } from './texts.ts';

export function ResidentRecoveryPage() {
  const t = useTexts();
  const { mail, sms } = useSettings();
  const possible = mail || sms;
  const flow = useRecovery();
  return (
    <MobilePage
      title={t('recovery.title')}
      lead={flow.step === 'done' ? undefined : t(possible ? 'recovery.lead' : 'recovery.byAdministrator')}
      backTo="/sign-in"
    >
      {possible && (
        <MobileCard>
          {flow.step === 'login' && <LoginStep flow={flow} />}
          {flow.step === 'code' && <CodeStep flow={flow} />}
          {flow.step === 'done' && (
            <EmptyState
              done
              title={t('recovery.done')}
              actions={<Link to="/sign-in">{t('recovery.back')}</Link>}
            >
              {t('recovery.doneText')}
            </EmptyState>
          )}
        </MobileCard>
      )}
    </MobilePage>
  );
}

function LoginStep({ flow }: { readonly flow: Recovery }) {
  const t = useTexts();
  const r = useResidentTexts();
  const { faults, onSubmit } = useFields(
    { login: { schema: TypedLogin, message: r('signIn.loginNeeded') } },
    ({ login }) => flow.request(login.trim()),
    flow.error,
  );
  return (
    <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
      <Field
        name="login"
        label={r('signIn.login')}
        fault={faults.login}
        defaultValue={flow.login}
        autoComplete="username"
        inputMode="email"
      />
      <Refusal error={flow.error} />
      <Button type="submit" color="primary" size="large" block loading={flow.pending}>
        {t('recovery.send')}
      </Button>
    </form>
  );
}

function CodeStep({ flow }: { readonly flow: Recovery }) {
  const t = useTexts();
  const r = useResidentTexts();
  const focus = useFocusOnMount<HTMLInputElement>();
  const { faults, onSubmit } = useFields(
    {
      code: { schema: MailCode, message: r('signUp.codeNeeded') },
      password: { schema: Password, message: t('password.length') },
    },
    ({ code, password }) => flow.confirm(code, password),
    flow.error,
  );
  return (
    <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
      <output>
        {t('recovery.sent', { login: flow.login })} <Time at={flow.expiresAt} show="absolute" />
      </output>
      <Field
        name="code"
        label={t('recovery.code')}
        fault={faults.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        ref={focus}
      />
      <Field
        name="password"
        type="password"
        label={t('password.new')}
        hint={t('password.rule')}
        fault={faults.password}
        autoComplete="new-password"
      />
      <Refusal error={flow.error} />
      <Button type="submit" color="primary" size="large" block loading={flow.pending}>
        {t('recovery.submit')}
      </Button>
      <div className={styles.links}>
        <button type="button" className={styles.plain} onClick={flow.startOver}>
          {t('recovery.again')}
        </button>
      </div>
    </form>
  );
}
