import type { OwnReport } from '@heliu/contract/matter/track';
import { type RefObject, useRef, useState } from 'react';
import { CloseIcon, FileIcon, PageSkeleton, useProblemText } from '../../kernel/ui/index.ts';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';
import { fetchOwnFile, useOwnPicture } from './own-picture.ts';
import type { OwnKey } from './OwnReportPage.tsx';

interface OwnEvidenceProps {
  readonly ownKey: OwnKey;
  readonly label: string;
  readonly evidence: readonly Pick<OwnReport['evidence'][number], 'fileId' | 'kind'>[];
}

/** Photos to look at and files to save, of one's own report and of its result. */
export function OwnEvidence({ ownKey, label, evidence }: OwnEvidenceProps) {
  const t = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<number>();
  if (evidence.length === 0) return null;
  const show = (index: number): void => {
    setShown(index);
    dialog.current?.showModal();
  };
  const looked = shown === undefined ? undefined : evidence[shown];
  return (
    <>
      <ul className={styles.photos} aria-label={label}>
        {evidence.map((one, index) => (
          <li key={one.fileId}>
            {one.kind === 'photo' ? (
              <Thumb
                ownKey={ownKey}
                fileId={one.fileId}
                label={t('mine.photo', { number: index + 1 })}
                onShow={() => show(index)}
              />
            ) : (
              <Attachment ownKey={ownKey} fileId={one.fileId} label={t('mine.file', { number: index + 1 })} />
            )}
          </li>
        ))}
      </ul>
      <Viewer
        dialog={dialog}
        label={t('mine.photo', { number: (shown ?? 0) + 1 })}
        onClose={() => setShown(undefined)}
      >
        {looked !== undefined && (
          <Full
            ownKey={ownKey}
            fileId={looked.fileId}
            label={t('mine.photo', { number: (shown ?? 0) + 1 })}
          />
        )}
      </Viewer>
    </>
  );
}

interface PictureProps {
  readonly ownKey: OwnKey;
  readonly fileId: string;
  readonly label: string;
}

function Thumb({ ownKey, fileId, label, onShow }: PictureProps & { readonly onShow: () => void }) {
  const t = useTexts();
  const { address, error, retry } = useOwnPicture(ownKey, fileId, 'thumb');
  if (error !== null) {
    return (
      <button type="button" className={styles.photo} onClick={retry}>
        {t('mine.photoAgain')}
      </button>
    );
  }
  return (
    <button type="button" className={styles.look} aria-label={label} onClick={onShow}>
      {address === undefined ? (
        <span className={styles.photo} />
      ) : (
        <img className={styles.photo} src={address} alt="" />
      )}
    </button>
  );
}

function Full({ ownKey, fileId, label }: PictureProps) {
  const text = useProblemText();
  const { address, error } = useOwnPicture(ownKey, fileId, 'full');
  if (error !== null) return <p role="alert">{text(error)}</p>;
  return address === undefined ? <PageSkeleton rows={4} /> : <img src={address} alt={label} />;
}

interface ViewerProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

/** The browser's own dialog: Escape closes it, and the focus goes back to where it was. */
function Viewer({ dialog, label, onClose, children }: ViewerProps) {
  const t = useTexts();
  return (
    <dialog ref={dialog} className={styles.viewer} aria-label={label} onClose={onClose}>
      {children}
      <button
        type="button"
        className={styles.close}
        aria-label={t('mine.photoClose')}
        onClick={() => dialog.current?.close()}
      >
        <CloseIcon size={20} />
      </button>
    </dialog>
  );
}

function Attachment({ ownKey, fileId, label }: PictureProps) {
  const text = useProblemText();
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      const url = URL.createObjectURL(await fetchOwnFile(ownKey, fileId, 'full'));
      const link = document.createElement('a');
      link.href = url;
      link.download = label;
      link.click();
      URL.revokeObjectURL(url);
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <>
      <button type="button" className={styles.look} aria-label={label} onClick={() => void save()}>
        <span className={styles.photo}>
          <FileIcon size={28} />
        </span>
      </button>
      <span className={styles.photoName}>{label}</span>
      {error !== undefined && (
        <span role="alert" className={styles.fault}>
          {text(error)}
        </span>
      )}
    </>
  );
}
