import {
  createAccount,
  DisplayName,
  Email,
  listAccounts,
  Login,
  Phone,
  RoleGrant,
} from '@heliu/contract/people';
import { type Language, languages } from '@heliu/contract/text';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useSettings } from '../../kernel/auth/index.ts';
import { Page, Panel, fieldRule, useFormFaults } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';
import { makeFirstPassword } from './first-password.ts';
import { FirstPasswordDialog } from './FirstPasswordDialog.tsx';
import { type GrantDraft, GrantsField } from './GrantsField.tsx';
import { ScopePicker } from './ScopePicker.tsx';

interface Fields {
  readonly login: string;
  readonly displayName: string;
  readonly displayNameEn?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly singleSignOn?: string;
  readonly language: Language;
  readonly unitCode?: string;
  readonly roles: readonly GrantDraft[];
}

/** Opens an account for a member of staff; the first password is shown once afterwards. */
export function NewAccountPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const [password] = useState(() => makeFirstPassword());
  const create = useCommand(createAccount, { refresh: [listAccounts] });
  useFormFaults(form, create.error);
  const submit = (fields: Fields): void => {
    void create.run({
      body: {
        login: fields.login,
        displayName: fields.displayName,
        displayNameEn: fields.displayNameEn?.trim() || null,
        email: fields.email?.trim() || null,
        phone: fields.phone?.trim() || null,
        singleSignOn: fields.singleSignOn?.trim() || null,
        language: fields.language,
        password,
        unitCode: fields.unitCode ?? null,
        roles: fields.roles.map((draft) => RoleGrant.parse(draft)),
      },
    });
  };
  const created = create.reply;
  return (
    <Page title={t('create.title')} backTo="/people/accounts" narrow>
      <Form
        name="newAccount"
        form={form}
        layout="vertical"
        initialValues={{ language: 'zh', roles: [{}] }}
        onFinish={submit}
        disabled={created !== undefined}
      >
        <Panel title={t('create.who')}>
          <div className={styles.pair}>
            <Form.Item
              name="login"
              label={t('account.login')}
              extra={t('create.loginRule')}
              rules={[
                { required: true, message: t('create.loginNeeded') },
                fieldRule(Login, t('create.loginWrong')),
              ]}
            >
              <Input autoComplete="off" autoCapitalize="none" maxLength={100} />
            </Form.Item>
            <NameItems isStaff />
          </div>
        </Panel>
        <div style={{ height: 16 }} />
        <Panel title={t('create.roles')}>
          <p className={styles.soft} style={{ marginBlockEnd: 12 }}>
            {t('create.rolesText')}
          </p>
          <UnitItem />
          <GrantsField required />
        </Panel>
        <div className={styles.foot}>
          <Button type="primary" htmlType="submit" loading={create.pending}>
            {t('accounts.create')}
          </Button>
          <Button onClick={() => void navigate({ to: '/people/accounts' })}>{t('cancel')}</Button>
        </div>
        <div style={{ marginBlockStart: 14 }}>
          <Refusal error={create.error} onRetry={() => form.submit()} />
        </div>
      </Form>
      {created !== undefined && (
        <FirstPasswordDialog
          login={created.login}
          password={password}
          onClose={() => void navigate({ to: '/people/accounts/$id', params: { id: String(created.id) } })}
        />
      )}
    </Page>
  );
}

/** Names, ways to be reached and language, as both the new and the old account have them; residents have one name. */
export function NameItems({ isStaff }: { readonly isStaff: boolean }) {
  const t = useTexts();
  const { oidc } = useSettings();
  return (
    <>
      <Form.Item
        name="displayName"
        label={t('account.name')}
        extra={t('create.nameRule')}
        rules={[
          { required: true, whitespace: true, message: t('create.nameNeeded') },
          fieldRule(DisplayName, t('create.nameRule')),
        ]}
      >
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      {isStaff && (
        <Form.Item
          name="displayNameEn"
          label={t('account.nameEn')}
          extra={t('create.nameEnRule')}
          rules={[fieldRule(DisplayName, t('create.nameRule'))]}
        >
          <Input autoComplete="off" maxLength={60} lang="en" />
        </Form.Item>
      )}
      <Form.Item
        name="email"
        label={t('account.email')}
        extra={t('create.emailRule')}
        rules={[fieldRule(Email, t('create.emailWrong'))]}
      >
        <Input autoComplete="off" inputMode="email" maxLength={200} />
      </Form.Item>
      <Form.Item name="phone" label={t('account.phone')} rules={[fieldRule(Phone, t('create.phoneWrong'))]}>
        <Input autoComplete="off" inputMode="tel" maxLength={30} />
      </Form.Item>
      {oidc !== null && (
        <Form.Item name="singleSignOn" label={t('account.singleSignOn')} extra={t('create.singleSignOnRule')}>
          <Input autoComplete="off" maxLength={255} />
        </Form.Item>
      )}
      <Form.Item name="language" label={t('account.language')} rules={[{ required: true }]}>
        <Select options={languages.map((one) => ({ value: one, label: t(`language.${one}`) }))} />
      </Form.Item>
    </>
  );
}

export function UnitItem({ known }: { readonly known?: Parameters<typeof ScopePicker>[0]['known'] }) {
  const t = useTexts();
  return (
    <Form.Item name="unitCode" label={t('account.unit')} style={{ maxWidth: 420 }}>
      <ScopePicker
        kind="unit"
        label={t('account.unit')}
        placeholder={t('scope.unitHint')}
        known={known}
        clearable
      />
    </Form.Item>
  );
}
