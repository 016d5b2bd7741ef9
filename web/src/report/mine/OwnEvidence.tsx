import { getEvidence } from '@heliu/contract/evidence';
import type { OwnReport } from '@heliu/contract/matter/track';
import { addressOf } from '../../kernel/api/index.ts';
import { FileIcon } from '../../kernel/ui/index.ts';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';

interface OwnEvidenceProps {
  readonly evidence: OwnReport['evidence'];
  /** Pictures are given to accounts only; without one it is told how many there are. */
  readonly readable: boolean;
}

export function OwnEvidence({ evidence, readable }: OwnEvidenceProps) {
  const t = useTexts();
  if (evidence.length === 0) return null;
  if (!readable) return <p className={styles.soft}>{t('mine.attached', { count: evidence.length })}</p>;
  return (
    <ul className={styles.photos} aria-label={t('photo.list')}>
      {evidence.map(({ fileId, kind }, index) => (
        <li key={fileId}>
          <a
            href={addressOf(getEvidence, { params: { id: fileId } })}
            target="_blank"
            rel="noreferrer"
            aria-label={t(`mine.${kind}`, { number: index + 1 })}
          >
            {kind === 'photo' ? (
              <img
                className={styles.photo}
                src={addressOf(getEvidence, { params: { id: fileId }, query: { size: 'thumb' } })}
                alt=""
                loading="lazy"
              />
            ) : (
              <span className={styles.photo}>
                <FileIcon size={28} />
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
