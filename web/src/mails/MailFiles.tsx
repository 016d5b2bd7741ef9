import { getEvidence } from '@heliu/contract/evidence';
import { getMail, listMails, type MailDetail, retryMail } from '@heliu/contract/mails';
import { Alert, Button } from 'antd';
import { addressOf } from '../kernel/api/index.ts';
import { Photos } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { FileIcon, formatBytes, Refusal, Time } from '../kernel/ui/index.ts';
import styles from './mails.module.css';
import { useTexts } from './texts.ts';

const address = (id: string): string => addressOf(getEvidence, { params: { id } });

/** Attachments that were taken, and those that were not, by name. */
export function MailFiles({ mail }: { readonly mail: MailDetail }) {
  const t = useTexts();
  const show = useShow();
  const photos = mail.evidence.filter(({ kind }) => kind === 'photo');
  const files = mail.evidence.filter(({ kind }) => kind === 'file');
  return (
    <>
      {mail.evidence.length > 0 && (
        <section>
          <h3>{t('detail.files')}</h3>
          <Photos
            photos={photos.map(({ id }, index) => ({
              fileId: id,
              alt: t('detail.photo', { no: index + 1 }),
            }))}
          />
          <ul className={styles.plain}>
            {files.map(({ id, name, bytes }) => (
              <li key={id}>
                <a href={address(id)} download>
                  <FileIcon /> {name}
                </a>{' '}
                <small className={styles.soft}>{formatBytes(bytes)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mail.fault !== null && <Missing mailId={mail.mailId} fault={mail.fault} />}
      {mail.refusals.length > 0 && (
        <section>
          <h3>{t('detail.refusedTitle')}</h3>
          <ul className={styles.plain}>
            {mail.refusals.map(({ name, why }) => (
              <li key={name}>
                {name} <small className={styles.soft}>{show(why)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface MissingProps {
  readonly mailId: string;
  readonly fault: NonNullable<MailDetail['fault']>;
}

/** Attachments that could not be taken for a fault of the system: tried again by themselves, then when asked. */
function Missing({ mailId, fault: { code, attempts, nextAt } }: MissingProps) {
  const t = useTexts();
  const retry = useCommand(retryMail, { refresh: [getMail, listMails] });
  return (
    <Alert
      type="warning"
      showIcon
      title={t('fault.title', { count: attempts, code })}
      description={
        <div className={styles.fault}>
          <span>
            {nextAt === null ? (
              t('fault.given')
            ) : (
              <>
                {t('fault.next')} <Time at={nextAt} show="absolute" />
              </>
            )}
          </span>
          <Refusal error={retry.error} onRetry={retry.retry} />
          <Button loading={retry.pending} onClick={() => void retry.run({ params: { mailId }, body: {} })}>
            {t('fault.retry')}
          </Button>
        </div>
      }
    />
  );
}
