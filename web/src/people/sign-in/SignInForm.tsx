import { IdcardOutlined, LockOutlined, SafetyOutlined, UserOutlined } from '../../kernel/desk/icons.tsx';
import { OneTimeCode, startOidc } from '@heliu/contract/people';
import { Button, Form, Input, type InputRef } from 'antd';
import { type ReactNode, useState } from 'react';
import { addressOf } from '../../kernel/api/index.ts';
import { useSettings } from '../../kernel/auth/index.ts';
import { fieldRule } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Refusal, useFocusOnMount } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './sign-in.module.css';
import { type SignIn, useSignIn } from './use-sign-in.ts';

interface SignInFormProps {
  readonly onSignedIn: () => void;
  /** Where single sign-on comes back to. */
  readonly returnTo: string;
  /** Below the password: links of the page. */
  readonly links?: ReactNode;
}

/** Password and code for staff; also used over a page whose session has ended. */
export function SignInForm({ onSignedIn, returnTo, links }: SignInFormProps) {
  const flow = useSignIn(onSignedIn);
  return flow.step === 'password' ? (
    <PasswordStep flow={flow} returnTo={returnTo} links={links} />
  ) : (
    <CodeStep flow={flow} />
  );
}

interface PasswordStepProps {
  readonly flow: SignIn;
  readonly returnTo: string;
  readonly links: ReactNode;
}

function PasswordStep({ flow, returnTo, links }: PasswordStepProps) {
  const t = useTexts();
  const focus = useFocusOnMount<InputRef>();
  const show = useShow();
  const { oidc, demoAccounts } = useSettings();
  const [form] = Form.useForm<{ login: string; password: string }>();
  return (
    <div className={styles.ways}>
      <Form
        name="signIn"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ login, password }) => void flow.sendPassword(login, password)}
      >
        <Form.Item
          name="login"
          label={t('signIn.login')}
          rules={[{ required: true, message: t('signIn.loginNeeded') }]}
        >
          <Input
            size="large"
            prefix={<UserOutlined />}
            autoComplete="username"
            autoCapitalize="none"
            ref={focus}
          />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
        >
          <Input.Password size="large" prefix={<LockOutlined />} autoComplete="current-password" />
        </Form.Item>
        <Refusal error={flow.error} onRetry={() => form.submit()} />
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          loading={flow.pending}
          style={{ marginBlockStart: flow.error === undefined ? 4 : 14 }}
        >
          {t('signIn.submit')}
        </Button>
      </Form>
      {links}
      {oidc !== null && (
        <Button
          size="large"
          block
          icon={<IdcardOutlined />}
          href={addressOf(startOidc, { query: { returnTo } })}
        >
          {t('signIn.oidc', { name: show(oidc.name) })}
        </Button>
      )}
      {demoAccounts.length > 0 && (
        <section className={styles.demo} aria-labelledby="demo-accounts">
          <h2 id="demo-accounts">{t('signIn.demo')}</h2>
          <p>{t('signIn.demoText')}</p>
          <ul className={styles.demoList}>
            {demoAccounts.map(({ login, password, label }) => (
              <li key={login}>
                <Button size="small" onClick={() => form.setFieldsValue({ login, password })}>
                  {show(label)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function CodeStep({ flow }: { readonly flow: SignIn }) {
  const t = useTexts();
  const focus = useFocusOnMount<InputRef>();
  const [recovery, setRecovery] = useState(false);
  const [form] = Form.useForm<{ code: string }>();
  return (
    <Form
      name="signInCode"
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => void flow.sendCode(code)}
    >
      <Form.Item
        name="code"
        label={t(recovery ? 'signIn.recoveryCode' : 'signIn.code')}
        extra={t(recovery ? 'signIn.recoveryCodeHint' : 'signIn.codeHint')}
        rules={[
          { required: true, message: t('signIn.codeNeeded') },
          fieldRule(OneTimeCode, t('signIn.codeWrong')),
        ]}
      >
        <Input
          size="large"
          key={String(recovery)}
          prefix={<SafetyOutlined />}
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          ref={focus}
        />
      </Form.Item>
      <Refusal error={flow.error} onRetry={() => form.submit()} />
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={flow.pending}
        style={{ marginBlock: '14px 8px' }}
      >
        {t('signIn.submit')}
      </Button>
      <div className={styles.links}>
        <Button
          type="link"
          onClick={() => {
            setRecovery(!recovery);
            form.resetFields();
          }}
        >
          {t(recovery ? 'signIn.useCode' : 'signIn.useRecoveryCode')}
        </Button>
        <Button type="link" onClick={flow.startOver}>
          {t('signIn.startOver')}
        </Button>
      </div>
    </Form>
  );
}
