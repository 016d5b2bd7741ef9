import {
  type Account,
  deactivateAccount,
  getAccount,
  getHoldings,
  listAccounts,
} from '@heliu/contract/people';
import { ReasonDialog, useDone } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';

interface DeactivateDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Says what would be left without a holder before an account is closed. */
export function DeactivateDialog({ account, onClose }: DeactivateDialogProps) {
  const t = useTexts();
  const show = useShow();
  const done = useDone();
  const holdings = useEndpoint(getHoldings, { params: { id: account.id } });
  const command = useCommand(deactivateAccount, { refresh: [getAccount, listAccounts, getHoldings] });
  const confirm = async (reason: string): Promise<void> => {
    const reply = await command.run({
      params: { id: account.id },
      body: { version: account.version, reason },
    });
    if (reply === undefined) return;
    done(t('deactivate.done', { count: reply.returned }));
    onClose();
  };
  const units = holdings.data?.units ?? [];
  const organisations = holdings.data?.organisations ?? [];
  return (
    <ReasonDialog
      open
      danger
      title={t('deactivate.title', { name: account.displayName })}
      confirm={t('actions.deactivate')}
      pending={command.pending}
      error={command.error}
      blocked={holdings.data === undefined}
      onConfirm={(reason) => void confirm(reason)}
      onCancel={onClose}
    >
      {holdings.data === undefined &&
        (holdings.error === null ? (
          <PageSkeleton rows={2} />
        ) : (
          <ErrorState error={holdings.error} onRetry={() => void holdings.refetch()} />
        ))}
      {holdings.data !== undefined && (
        <>
          {units.length === 0 ? (
            <p>{t('deactivate.nothingOpen')}</p>
          ) : (
            <>
              <p>{t('deactivate.open')}</p>
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {units.map((unit) => (
                  <li key={unit.code}>
                    {t('deactivate.unit', { unit: show(unit.name), count: unit.openMatters })}
                  </li>
                ))}
              </ul>
            </>
          )}
          {organisations.length > 0 && (
            <>
              <p>{t('deactivate.organisations')}</p>
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {organisations.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </>
          )}
          <p>{t('deactivate.sessions', { count: holdings.data.sessions })}</p>
          <p>{t('deactivate.history')}</p>
        </>
      )}
    </ReasonDialog>
  );
}
