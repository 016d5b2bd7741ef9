import { type Account, getAccount, listAccounts, updateAccount } from '@heliu/contract/people';
import type { Language } from '@heliu/contract/text';
import { Button, Form } from 'antd';
import { useSettings } from '../../kernel/auth/index.ts';
import { Panel, useDone, useFormFaults } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';
import { NameItems } from './NewAccountPage.tsx';

interface Fields {
  readonly displayName: string;
  readonly displayNameEn?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly singleSignOn?: string | undefined;
  readonly language: Language;
}

export function ProfileForm({ account }: { readonly account: Account }) {
  const t = useTexts();
  const done = useDone();
  const { oidc } = useSettings();
  const [form] = Form.useForm<Fields>();
  const update = useCommand(updateAccount, { refresh: [getAccount, listAccounts] });
  useFormFaults(form, update.error);
  const isStaff = account.roles.every(({ role }) => role !== 'resident');
  const submit = async ({ displayName, displayNameEn, email, phone, ...fields }: Fields): Promise<void> => {
    const reply = await update.run({
      params: { id: account.id },
      body: {
        version: account.version,
        displayName,
        ...(isStaff ? { displayNameEn: displayNameEn?.trim() || null } : {}),
        email: email?.trim() || null,
        phone: phone?.trim() || null,
        // Left alone where this city has no single sign-on and the field is not shown.
        ...(oidc === null ? {} : { singleSignOn: fields.singleSignOn?.trim() || null }),
        language: fields.language,
      },
    });
    if (reply !== undefined) done(t('saved'));
  };
  return (
    <Panel title={t('create.who')}>
      <Form
        name="profile"
        form={form}
        layout="vertical"
        disabled={!account.allowed.includes('update')}
        initialValues={{
          displayName: account.names.zh,
          displayNameEn: account.names.en ?? undefined,
          email: account.email ?? undefined,
          phone: account.phone ?? undefined,
          singleSignOn: account.singleSignOn ?? undefined,
          language: account.language,
        }}
        onFinish={(fields: Fields) => void submit(fields)}
      >
        <div className={styles.pair}>
          <NameItems isStaff={isStaff} />
        </div>
        <Refusal error={update.error} onRetry={update.retry} />
        <Button type="primary" htmlType="submit" loading={update.pending}>
          {t('save')}
        </Button>
      </Form>
    </Panel>
  );
}
