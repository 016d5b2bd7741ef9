import {
  type Account,
  type AccountAction,
  endAccountSessions,
  getAccount,
  getHoldings,
  listAccounts,
  reactivateAccount,
  resetTotp,
  setPassword,
} from '@heliu/contract/people';
import { Button } from 'antd';
import { useState } from 'react';
import { Panel, ReasonDialog, useDone } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { makeFirstPassword } from './first-password.ts';
import { FirstPasswordDialog } from './FirstPasswordDialog.tsx';

const actions = ['setPassword', 'resetTotp', 'endSessions', 'deactivate', 'reactivate'] as const;
type Action = (typeof actions)[number] & AccountAction;

/** What an administrator can do to an account, as far as the server allows it for this one. */
export function AccountActions({ account }: { readonly account: Account }) {
  const t = useTexts();
  const [open, setOpen] = useState<Action>();
  const [password, setFirstPassword] = useState<string>();
  const close = (): void => setOpen(undefined);
  const offered = actions.filter((action) => account.allowed.includes(action));
  if (offered.length === 0) return null;
  return (
    <Panel title={t('actions.title')}>
      <div className={styles.actions}>
        {offered.map((action) => (
          <div className={styles.action} key={action}>
            <div>
              <strong>{t(`actions.${action}`)}</strong>
              <span className={styles.soft}>{t(`actions.${action}Text`)}</span>
            </div>
            <Button danger={action === 'deactivate'} onClick={() => setOpen(action)}>
              {t(`actions.${action}`)}
            </Button>
          </div>
        ))}
      </div>
      {open === 'deactivate' && <DeactivateDialog account={account} onClose={close} />}
      {open === 'reactivate' && <ReactivateDialog account={account} onClose={close} />}
      {open === 'resetTotp' && <ResetTotpDialog account={account} onClose={close} />}
      {open === 'endSessions' && <EndSessionsDialog account={account} onClose={close} />}
      {open === 'setPassword' && (
        <PasswordDialog
          account={account}
          onClose={close}
          onSet={(set) => {
            close();
            setFirstPassword(set);
          }}
        />
      )}
      {password !== undefined && (
        <FirstPasswordDialog
          login={account.login}
          password={password}
          onClose={() => setFirstPassword(undefined)}
        />
      )}
    </Panel>
  );
}

interface DialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

const refresh = [getAccount, listAccounts, getHoldings];

function ReactivateDialog({ account, onClose }: DialogProps) {
  const t = useTexts();
  const command = useCommand(reactivateAccount, { refresh });
  const confirm = async (): Promise<void> => {
    const reply = await command.run({ params: { id: account.id }, body: { version: account.version } });
    if (reply !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('actions.reactivateTitle', { name: account.displayName })}
      confirm={t('actions.reactivate')}
      reason="none"
      pending={command.pending}
      error={command.error}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>{t('actions.reactivateText')}</p>
    </ReasonDialog>
  );
}

function ResetTotpDialog({ account, onClose }: DialogProps) {
  const t = useTexts();
  const command = useCommand(resetTotp, { refresh });
  const confirm = async (reason: string): Promise<void> => {
    const reply = await command.run({ params: { id: account.id }, body: { reason } });
    if (reply !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      danger
      title={t('actions.resetTotpTitle', { name: account.displayName })}
      confirm={t('actions.resetTotp')}
      pending={command.pending}
      error={command.error}
      onConfirm={(reason) => void confirm(reason)}
      onCancel={onClose}
    >
      <p>{t('actions.resetTotpAsk')}</p>
    </ReasonDialog>
  );
}

function EndSessionsDialog({ account, onClose }: DialogProps) {
  const t = useTexts();
  const done = useDone();
  const command = useCommand(endAccountSessions, { refresh });
  const confirm = async (): Promise<void> => {
    const reply = await command.run({ params: { id: account.id } });
    if (reply === undefined) return;
    done(t('actions.endSessionsDone', { count: reply.ended }));
    onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('actions.endSessionsTitle', { name: account.displayName })}
      confirm={t('actions.endSessions')}
      reason="none"
      pending={command.pending}
      error={command.error}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>{t('actions.endSessionsText')}</p>
    </ReasonDialog>
  );
}

function PasswordDialog({
  account,
  onClose,
  onSet,
}: DialogProps & { readonly onSet: (password: string) => void }) {
  const t = useTexts();
  const [made] = useState(() => makeFirstPassword());
  const command = useCommand(setPassword, { refresh });
  const confirm = async (): Promise<void> => {
    const reply = await command.run({ params: { id: account.id }, body: { password: made } });
    if (reply !== undefined) onSet(made);
  };
  return (
    <ReasonDialog
      open
      title={t('actions.setPasswordTitle', { name: account.displayName })}
      confirm={t('actions.setPassword')}
      reason="none"
      pending={command.pending}
      error={command.error}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>{t('actions.setPasswordText')}</p>
    </ReasonDialog>
  );
}
