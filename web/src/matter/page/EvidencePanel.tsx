import { getEvidence } from '@heliu/contract/evidence';
import type { MatterView } from '@heliu/contract/matter';
import { addressOf } from '../../kernel/api/index.ts';
import { Panel, Photos } from '../../kernel/desk/index.ts';
import { FileIcon, formatBytes } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

const address = (id: string): string => addressOf(getEvidence, { params: { id } });

/** Photos to look at and files to download, by whom they came from. */
export function EvidencePanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  if (matter.evidence.length === 0) return null;
  const photos = matter.evidence.filter(({ kind }) => kind === 'photo');
  const files = matter.evidence.filter(({ kind }) => kind === 'file');
  const source = ({ reportId, workOrderNo }: MatterView['evidence'][number]): string => {
    if (reportId !== null) return t('evidence.report');
    return workOrderNo === null || workOrderNo === 0
      ? t('evidence.staff')
      : t('order.short', { no: workOrderNo });
  };
  return (
    <Panel title={t('page.evidence')}>
      <Photos
        photos={photos.map((photo, index) => ({
          fileId: photo.fileId,
          alt: t('evidence.photo', { no: index + 1, source: source(photo) }),
          under: <small className={styles.soft}>{source(photo)}</small>,
        }))}
      />
      {files.length > 0 && (
        <ul className={styles.plain}>
          {files.map((file) => (
            <li key={file.fileId}>
              <a href={address(file.fileId)} download>
                <FileIcon /> {file.name ?? file.fileId}
              </a>{' '}
              <small className={styles.soft}>
                {formatBytes(file.bytes)} · {source(file)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
