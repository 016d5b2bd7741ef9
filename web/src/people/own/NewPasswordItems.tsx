import { Password } from '@heliu/contract/people';
import { Form, Input } from 'antd';
import { fieldRule } from '../../kernel/desk/index.ts';
import { useTexts } from '../texts.ts';

/** The two fields of a new password, typed twice. */
export function NewPasswordItems({ size = 'middle' }: { readonly size?: 'middle' | 'large' }) {
  const t = useTexts();
  return (
    <>
      <Form.Item
        name="password"
        label={t('password.new')}
        extra={t('password.rule')}
        rules={[
          { required: true, message: t('password.newNeeded') },
          fieldRule(Password, t('password.length')),
        ]}
      >
        <Input.Password size={size} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t('password.repeat')}
        dependencies={['password']}
        rules={[
          { required: true, message: t('password.repeatNeeded') },
          ({ getFieldValue }) => ({
            validator: (_rule, value: unknown) =>
              value === undefined || value === '' || value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.different'))),
          }),
        ]}
      >
        <Input.Password size={size} autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
