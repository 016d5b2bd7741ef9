import { photosAtMost } from '@heliu/contract/joint/inspections';
import { Button } from 'antd';
import { Photos, Upload } from '../../kernel/desk/index.ts';
import { useTexts } from '../texts.ts';

interface FindingPhotosFieldProps {
  /** What was asked, for the names of the photos. */
  readonly words: string;
  /** Photos of the report that is changed. */
  readonly kept: readonly string[];
  readonly onKept: (fileIds: readonly string[]) => void;
  readonly onAdded: (fileIds: readonly string[]) => void;
  readonly onUploading: (uploading: boolean) => void;
}

/** Photos of a finding: those that are there may be taken off, more are taken or chosen. */
export function FindingPhotosField({ words, kept, onKept, onAdded, onUploading }: FindingPhotosFieldProps) {
  const t = useTexts();
  return (
    <>
      <Photos
        photos={kept.map((fileId, index) => ({
          fileId,
          alt: t('inspection.finding.photo', { no: index + 1, words }),
          under: (
            <Button
              size="small"
              aria-label={t('inspection.report.removePhoto', { no: index + 1, words })}
              onClick={() => onKept(kept.filter((one) => one !== fileId))}
            >
              {t('inspection.act.removePlace')}
            </Button>
          ),
        }))}
      />
      {kept.length < photosAtMost && (
        <Upload
          photosOnly
          maxCount={photosAtMost - kept.length}
          onChange={onAdded}
          onUploading={onUploading}
        />
      )}
    </>
  );
}
