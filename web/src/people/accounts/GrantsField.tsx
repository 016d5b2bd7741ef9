import { DeleteOutlined, PlusOutlined } from '../../kernel/desk/icons.tsx';
import { grantableRoles, type NamedScope, type ScopeKind, scopeKinds } from '@heliu/contract/people';
import type { Role } from '@heliu/contract/permission';
import { Button, Form, Select } from 'antd';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';
import { ScopePicker } from './ScopePicker.tsx';

/** One grant while it is being written: parts may still be missing. */
export interface GrantDraft {
  readonly role?: Role;
  readonly scope?: { readonly kind?: ScopeKind; readonly code?: string | undefined };
}

interface GrantsFieldProps {
  readonly known?: readonly NamedScope[] | undefined;
  /** At least one grant is needed. */
  readonly required: boolean;
}

/** The roles of an account, each with its place or unit, as the form list `roles`. */
export function GrantsField({ known, required }: GrantsFieldProps) {
  const t = useTexts();
  return (
    <Form.List
      name="roles"
      rules={[
        {
          validator: (_rule, rows: unknown) =>
            required && (!Array.isArray(rows) || rows.length === 0)
              ? Promise.reject(new Error(t('grant.needed')))
              : Promise.resolve(),
        },
      ]}
    >
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }) => (
            <Form.Item key={key} noStyle shouldUpdate>
              {(form) => (
                <GrantRow
                  index={name}
                  grant={form.getFieldValue(['roles', name]) as GrantDraft | undefined}
                  onScope={(kind) => form.setFieldValue(['roles', name, 'scope'], { kind, code: undefined })}
                  known={known}
                  onRemove={() => remove(name)}
                />
              )}
            </Form.Item>
          ))}
          <Form.ErrorList errors={errors} />
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>
            {t('grant.add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

interface GrantRowProps {
  readonly index: number;
  readonly grant: GrantDraft | undefined;
  /** Starts choosing a place or a unit anew. */
  readonly onScope: (kind: ScopeKind | undefined) => void;
  readonly known: readonly NamedScope[] | undefined;
  readonly onRemove: () => void;
}

function GrantRow({ index, grant = {}, onScope, known, onRemove }: GrantRowProps) {
  const t = useTexts();
  const kinds: readonly ScopeKind[] = grant.role === undefined ? [] : scopeKinds[grant.role];
  const chosen = grant.scope?.kind;
  const kind = chosen ?? kinds[0] ?? 'place';
  return (
    <fieldset className={styles.grant} aria-label={t('grant.row', { number: index + 1 })}>
      <Form.Item
        name={[index, 'role']}
        rules={[{ required: true, message: t('grant.roleNeeded') }]}
        style={{ margin: 0 }}
      >
        <Select
          aria-label={t('grant.role')}
          placeholder={t('grant.role')}
          options={grantableRoles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
          onChange={(next: Role) => {
            const allowed: readonly ScopeKind[] = scopeKinds[next];
            if (!allowed.includes(kind) || chosen === undefined) onScope(allowed[0]);
          }}
        />
      </Form.Item>
      <Form.Item noStyle name={[index, 'scope', 'kind']}>
        <Select
          aria-label={t('grant.kind')}
          disabled={kinds.length < 2}
          placeholder={t('grant.kind')}
          options={kinds.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
          onChange={onScope}
        />
      </Form.Item>
      <Form.Item
        name={[index, 'scope', 'code']}
        rules={[{ required: true, message: t('grant.scopeNeeded') }]}
        style={{ margin: 0 }}
      >
        <ScopePicker
          kind={kind}
          known={known}
          label={t(`scope.${kind}`)}
          placeholder={t(`scope.${kind}Hint`)}
        />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        onClick={onRemove}
        aria-label={t('grant.remove', { number: index + 1 })}
      />
    </fieldset>
  );
}
