import { changePassword, listOwnSessions, Password } from '@heliu/contract/people';
import { Button, Toast } from 'antd-mobile';
import { useState } from 'react';
import { z } from 'zod';
import { useAccount } from '../../kernel/auth/index.ts';
import { Field, MobileCard, useFields } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';

export function ResidentPasswordCard() {
  const t = useTexts();
  const { login } = useAccount();
  const [version, setVersion] = useState(0);
  const change = useCommand(changePassword, { refresh: [listOwnSessions] });
  const save = async (body: { current: string; password: string }): Promise<void> => {
    if ((await change.run({ body })) === undefined) return;
    Toast.show({ content: t('password.changed') });
    setVersion(version + 1);
  };
  const { faults, onSubmit } = useFields(
    {
      current: { schema: z.string().min(1), message: t('password.currentNeeded') },
      password: { schema: Password, message: t('password.length') },
    },
    save,
    change.error,
  );
  return (
    <MobileCard title={t('password.title')}>
      <form key={version} onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 14 }}>
        <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
        <Field
          name="current"
          type="password"
          label={t('password.current')}
          fault={faults.current}
          autoComplete="current-password"
        />
        <Field
          name="password"
          type="password"
          label={t('password.new')}
          hint={t('password.rule')}
          fault={faults.password}
          autoComplete="new-password"
        />
        <Refusal error={change.error} onRetry={change.retry} />
        <Button type="submit" color="primary" fill="outline" loading={change.pending}>
          {t('password.change')}
        </Button>
      </form>
    </MobileCard>
  );
}
