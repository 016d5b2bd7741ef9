import { getEvidence } from '@heliu/contract/evidence';
import type { MailDetail } from '@heliu/contract/mails';
import { Image } from 'antd';
import { addressOf } from '../kernel/api/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { FileIcon, formatBytes } from '../kernel/ui/index.ts';
import styles from './mails.module.css';
import { useTexts } from './texts.ts';

const address = (id: string, size: 'full' | 'thumb'): string =>
  addressOf(getEvidence, { params: { id }, query: { size } });

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
          <Image.PreviewGroup>
            <ul className={styles.photos}>
              {photos.map(({ id }, index) => (
                <li key={id}>
                  <Image
                    src={address(id, 'thumb')}
                    preview={{ src: address(id, 'full') }}
                    alt={t('detail.photo', { no: index + 1 })}
                    width={132}
                    height={100}
                    style={{ objectFit: 'cover', borderRadius: 6 }}
                  />
                </li>
              ))}
            </ul>
          </Image.PreviewGroup>
          <ul className={styles.plain}>
            {files.map(({ id, name, bytes }) => (
              <li key={id}>
                <a href={address(id, 'full')} download>
                  <FileIcon /> {name}
                </a>{' '}
                <small className={styles.soft}>{formatBytes(bytes)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
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
