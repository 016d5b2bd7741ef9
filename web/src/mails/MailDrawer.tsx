import { getMail, listMails, type MailDetail, restoreMail } from '@heliu/contract/mails';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { ErrorState, Facts, PageSkeleton, Refusal, Time } from '../kernel/ui/index.ts';
import { AsideDialog } from './AsideDialog.tsx';
import { AttachDialog } from './AttachDialog.tsx';
import { MailFiles } from './MailFiles.tsx';
import styles from './mails.module.css';
import { useTexts } from './texts.ts';
import { useRegisterMail } from './use-register-mail.ts';

interface MailDrawerProps {
  readonly mailId: string;
  readonly onClose: () => void;
}

/** One mail, and what can be made of it. */
export function MailDrawer({ mailId, onClose }: MailDrawerProps) {
  const t = useTexts();
  const { data, error, refetch, isFetching } = useEndpoint(getMail, { params: { mailId } });
  const [asked, setAsked] = useState<'aside' | { readonly code: string }>();
  const title = data === undefined || data.subject === '' ? t('noSubject') : data.subject;
  return (
    <Drawer
      open
      size={640}
      title={title}
      onClose={onClose}
      closable={{ 'aria-label': t('detail.close') }}
      footer={
        data !== undefined && (
          <Actions
            mail={data}
            onAside={() => setAsked('aside')}
            onAttach={() => setAsked({ code: data.suggested[0]?.code ?? '' })}
          />
        )
      }
    >
      {data === undefined ? (
        error === null ? (
          <PageSkeleton />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />
        )
      ) : (
        <Mail mail={data} onJoin={(code) => setAsked({ code })} />
      )}
      {data !== undefined && asked === 'aside' && (
        <AsideDialog mailId={mailId} onClose={() => setAsked(undefined)} />
      )}
      {data !== undefined && asked !== undefined && asked !== 'aside' && (
        <AttachDialog mail={data} code={asked.code} onClose={() => setAsked(undefined)} />
      )}
    </Drawer>
  );
}

interface ActionsProps {
  readonly mail: MailDetail;
  readonly onAside: () => void;
  readonly onAttach: () => void;
}

function Actions({ mail, onAside, onAttach }: ActionsProps) {
  const t = useTexts();
  const register = useRegisterMail(mail);
  const restoring = useCommand(restoreMail, { refresh: [listMails, getMail] });
  if (mail.erased) return null;
  if (mail.state === 'setAside') {
    const { mailId } = mail;
    return (
      <div className={styles.foot}>
        <Refusal error={restoring.error} onRetry={restoring.retry} />
        <Button
          loading={restoring.pending}
          onClick={() => void restoring.run({ params: { mailId }, body: {} })}
        >
          {t('aside.restore')}
        </Button>
      </div>
    );
  }
  if (mail.state !== 'open') return null;
  return (
    <div className={styles.foot}>
      <Refusal error={register.error} onRetry={register.go} />
      <Button onClick={onAside}>{t('aside.act')}</Button>
      <Button onClick={onAttach}>{t('attach.act')}</Button>
      <Button type="primary" loading={register.pending} onClick={register.go}>
        {t('register.act')}
      </Button>
    </div>
  );
}

function Mail({ mail, onJoin }: { readonly mail: MailDetail; readonly onJoin: (code: string) => void }) {
  const t = useTexts();
  const sender = [mail.senderName, mail.senderAddress].filter((part) => part !== null).join(' · ');
  return (
    <div className={styles.detail}>
      {mail.state === 'open' && <Alert type="info" showIcon title={t('detail.unproven')} />}
      <Facts
        facts={[
          { label: t('detail.sender'), value: sender === '' ? t('noSender') : sender },
          { label: t('detail.received'), value: <Time at={mail.receivedAt} show="absolute" /> },
          ...(mail.sentAt === null
            ? []
            : [{ label: t('detail.sent'), value: <Time at={mail.sentAt} show="absolute" /> }]),
          ...(mail.reason === null
            ? []
            : [{ label: t('state.setAside'), value: t(`reason.${mail.reason}`) }]),
          ...(mail.note === null ? [] : [{ label: t('detail.note'), value: mail.note }]),
          ...(mail.matter === null
            ? []
            : [
                {
                  label: t(`state.${mail.state}`),
                  value: (
                    <Link to="/matters/$matterId" params={{ matterId: mail.matter.matterId }}>
                      {spellMatterCode(mail.matter.code)}
                    </Link>
                  ),
                },
              ]),
          ...(mail.acknowledgedAt === null
            ? []
            : [
                { label: t('detail.acknowledged'), value: <Time at={mail.acknowledgedAt} show="absolute" /> },
              ]),
        ]}
      />
      {mail.suggested.length > 0 && <Suggested mail={mail} onJoin={onJoin} />}
      <p className={styles.body}>{mail.erased ? t('erased') : mail.body}</p>
      <MailFiles mail={mail} />
      {mail.quoted !== '' && (
        <details>
          <summary>{t('detail.quoted')}</summary>
          <p className={[styles.body, styles.soft].join(' ')}>{mail.quoted}</p>
        </details>
      )}
    </div>
  );
}

function Suggested({ mail, onJoin }: { readonly mail: MailDetail; readonly onJoin: (code: string) => void }) {
  const t = useTexts();
  return (
    <section>
      <h3>{t('detail.suggested')}</h3>
      <ul className={styles.plain}>
        {mail.suggested.map(({ matterId, code, title }) => (
          <li key={matterId} className={styles.line}>
            <Link to="/matters/$matterId" params={{ matterId }}>
              {spellMatterCode(code)} {title}
            </Link>
            <Button size="small" onClick={() => onJoin(code)}>
              {t('detail.join')}
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>{t('detail.suggestedText')}</p>
    </section>
  );
}
