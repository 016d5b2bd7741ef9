import {
  type Account,
  getAccount,
  listAccounts,
  type NamedScope,
  RoleGrant,
  setRoles,
} from '@heliu/contract/people';
import { Button, Form } from 'antd';
import { Panel, useDone, useFormFaults } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';
import { type GrantDraft, GrantsField } from './GrantsField.tsx';
import { UnitItem } from './NewAccountPage.tsx';

interface Fields {
  readonly unitCode?: string | undefined;
  readonly roles: readonly GrantDraft[];
}

/** What an account may do, and where. Residents have no grants to edit. */
export function RolesForm({ account }: { readonly account: Account }) {
  const t = useTexts();
  const done = useDone();
  const [form] = Form.useForm<Fields>();
  const save = useCommand(setRoles, { refresh: [getAccount, listAccounts] });
  useFormFaults(form, save.error);
  const held = account.roles.filter((one) => one.scope !== null);
  const known: NamedScope[] = held.flatMap(({ scope }) => (scope === null ? [] : [scope]));
  if (account.unit !== null) known.push({ kind: 'unit', code: account.unit.code, name: account.unit.name });
  const submit = async ({ unitCode, roles }: Fields): Promise<void> => {
    const reply = await save.run({
      params: { id: account.id },
      body: {
        version: account.version,
        unitCode: unitCode ?? null,
        roles: roles.map((draft) => RoleGrant.parse(draft)),
      },
    });
    if (reply === undefined) return;
    done(reply.returned > 0 ? t('roles.savedReturned', { count: reply.returned }) : t('saved'));
  };
  return (
    <Panel title={t('create.roles')}>
      <Form
        name="roles"
        form={form}
        layout="vertical"
        disabled={!account.allowed.includes('setRoles')}
        initialValues={{
          unitCode: account.unit?.code,
          roles: held.map(({ role, scope }) => ({ role, scope: { kind: scope?.kind, code: scope?.code } })),
        }}
        onFinish={(fields: Fields) => void submit(fields)}
      >
        <UnitItem known={known} />
        <GrantsField known={known} required={false} />
        <p className={styles.soft} style={{ marginBlock: 12 }}>
          {t('roles.text')}
        </p>
        <Refusal error={save.error} onRetry={save.retry} />
        <Button type="primary" htmlType="submit" loading={save.pending}>
          {t('save')}
        </Button>
      </Form>
    </Panel>
  );
}
