import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Result, type InputRef } from 'antd';
import { useSettings } from '../../kernel/auth/index.ts';
import { Refusal, Time, useFocusOnMount } from '../../kernel/ui/index.ts';
import { NewPasswordItems } from '../own/NewPasswordItems.tsx';
import { useTexts } from '../texts.ts';
import { SignInFrame } from './SignInFrame.tsx';
import { type Recovery, useRecovery } from './use-recovery.ts';

export function RecoveryPage() {
  const t = useTexts();
  const { mail, sms } = useSettings();
  const possible = mail || sms;
  const flow = useRecovery();
  return (
    <SignInFrame
      title={t('recovery.title')}
      lead={t(possible ? 'recovery.lead' : 'recovery.byAdministrator')}
    >
      {possible && flow.step === 'login' && <LoginStep flow={flow} />}
      {flow.step === 'code' && <CodeStep flow={flow} />}
      {flow.step === 'done' && (
        <Result status="success" title={t('recovery.done')} subTitle={t('recovery.doneText')} />
      )}
      <Link to="/sign-in">{t('recovery.back')}</Link>
    </SignInFrame>
  );
}

function LoginStep({ flow }: { readonly flow: Recovery }) {
  const t = useTexts();
  const focus = useFocusOnMount<InputRef>();
  const [form] = Form.useForm<{ login: string }>();
  return (
    <Form
      name="recovery"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ login: flow.login }}
      onFinish={({ login }) => void flow.request(login)}
    >
      <Form.Item
        name="login"
        label={t('signIn.login')}
        rules={[{ required: true, message: t('signIn.loginNeeded') }]}
      >
        <Input size="large" autoComplete="username" ref={focus} />
      </Form.Item>
      <Refusal error={flow.error} onRetry={() => form.submit()} />
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={flow.pending}
        style={{ marginBlockStart: 14 }}
      >
        {t('recovery.send')}
      </Button>
    </Form>
  );
}

function CodeStep({ flow }: { readonly flow: Recovery }) {
  const t = useTexts();
  const focus = useFocusOnMount<InputRef>();
  const [form] = Form.useForm<{ code: string; password: string }>();
  return (
    <Form
      name="recoveryCode"
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ code, password }) => void flow.confirm(code, password)}
    >
      <output>
        {t('recovery.sent', { login: flow.login })} <Time at={flow.expiresAt} show="absolute" />
      </output>
      <Form.Item
        name="code"
        label={t('recovery.code')}
        rules={[{ required: true, message: t('signIn.codeNeeded') }]}
        style={{ marginBlockStart: 14 }}
      >
        <Input size="large" inputMode="numeric" autoComplete="one-time-code" ref={focus} />
      </Form.Item>
      <NewPasswordItems size="large" />
      <Refusal error={flow.error} onRetry={() => form.submit()} />
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={flow.pending}
        style={{ marginBlockStart: 14 }}
      >
        {t('recovery.submit')}
      </Button>
      <Button type="link" onClick={flow.startOver}>
        {t('recovery.again')}
      </Button>
    </Form>
  );
}
