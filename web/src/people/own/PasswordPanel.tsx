import { changePassword, listOwnSessions } from '@heliu/contract/people';
import { Button, Form, Input } from 'antd';
import { useAccount, useRefreshSession } from '../../kernel/auth/index.ts';
import { Panel, useDone, useFormFaults } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { NewPasswordItems } from './NewPasswordItems.tsx';

interface Fields {
  readonly current: string;
  readonly password: string;
}

export function PasswordPanel() {
  const t = useTexts();
  return (
    <Panel title={t('password.title')}>
      <PasswordForm />
    </Panel>
  );
}

export function PasswordForm() {
  const t = useTexts();
  const done = useDone();
  const { login } = useAccount();
  const [form] = Form.useForm<Fields>();
  const change = useCommand(changePassword, { refresh: [listOwnSessions] });
  const refresh = useRefreshSession();
  useFormFaults(form, change.error);
  const submit = async ({ current, password }: Fields): Promise<void> => {
    const reply = await change.run({ body: { current, password } });
    if (reply === undefined) return;
    form.resetFields();
    done(t('password.changed'));
    await refresh('sameAccount');
  };
  return (
    <Form
      name="password"
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 400 }}
      onFinish={(fields) => void submit(fields)}
    >
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <Form.Item
        name="current"
        label={t('password.current')}
        rules={[{ required: true, message: t('password.currentNeeded') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <NewPasswordItems />
      <Refusal error={change.error} onRetry={change.retry} />
      <Button type="primary" htmlType="submit" loading={change.pending} style={{ marginBlockStart: 4 }}>
        {t('password.change')}
      </Button>
    </Form>
  );
}
