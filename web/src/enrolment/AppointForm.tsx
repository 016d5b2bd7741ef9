import { appointCadre, getGridPeople } from '@heliu/contract/enrolment';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useCommand } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import styles from './enrolment.module.css';
import { useTexts } from './texts.ts';

/** Puts a member of staff in charge of a grid, by login. */
export function AppointForm({ code }: { readonly code: string }) {
  const t = useTexts();
  const id = useId();
  const [login, setLogin] = useState('');
  const appoint = useCommand(appointCadre, { refresh: [getGridPeople] });
  const send = async (): Promise<void> => {
    const done = await appoint.run({ params: { code }, body: { person: { login: login.trim() } } });
    if (done !== undefined) setLogin('');
  };
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (login.trim() !== '') void send();
      }}
    >
      <label htmlFor={id}>{t('people.login')}</label>
      <div className={styles.appoint}>
        <Input
          id={id}
          value={login}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setLogin(event.target.value)}
        />
        <Button htmlType="submit" loading={appoint.pending} disabled={login.trim() === ''}>
          {t('people.appoint')}
        </Button>
      </div>
      <Refusal error={appoint.error} onRetry={appoint.retry} labels={{ person: t('people.login') }} />
    </form>
  );
}
