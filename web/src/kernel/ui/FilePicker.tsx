import { type RefCallback, useCallback, useId, useState } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { type FileRule, type Sifted, formatBytes, siftFiles } from './files.ts';
import styles from './files.module.css';
import { CameraIcon, CloseIcon, FileIcon } from './icon.tsx';

interface FilePickerProps {
  readonly value: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
  readonly rule: FileRule;
  /** Offers the camera first on phones. */
  readonly photos?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

const titleOf = (photos: boolean, single: boolean) =>
  photos ? 'files.addPhoto' : single ? 'files.addOne' : 'files.add';

/** Chooses files by dialog, camera, drop or paste, shows what was chosen, and says why something was left out. */
export function FilePicker({ value, onChange, rule, photos = false, disabled = false }: FilePickerProps) {
  const t = useKernelTexts();
  const [sifted, setSifted] = useState<Sifted>();
  const [over, setOver] = useState(false);
  const ruleId = useId();
  const single = rule.maxCount === 1;
  const add = (chosen: FileList | null): void => {
    if (chosen === null || chosen.length === 0 || disabled) return;
    const result = siftFiles(value, [...chosen], rule);
    setSifted(result);
    if (result.kept.some((file, index) => file !== value[index])) onChange(result.kept);
  };
  return (
    <div className={styles.picker}>
      <label className={[styles.zone, over ? styles.over : ''].join(' ')}>
        {photos ? <CameraIcon size={26} /> : <FileIcon size={26} />}
        <span>
          <span className={styles.zoneTitle}>{t(titleOf(photos, single))}</span>{' '}
          <span className={styles.drop}>{t('files.drop')}</span>
          <br />
          <span className={styles.rule} id={ruleId}>
            {t(single ? 'files.ruleOne' : 'files.rule', {
              count: rule.maxCount,
              limit: formatBytes(rule.maxBytes),
            })}
          </span>
        </span>
        <input
          type="file"
          multiple={rule.maxCount > 1}
          accept={rule.accept.join(',')}
          disabled={disabled}
          aria-describedby={ruleId}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onPaste={(event) => add(event.clipboardData.files)}
          onChange={(event) => {
            add(event.target.files);
            event.target.value = '';
          }}
        />
      </label>
      <Complaints sifted={sifted} rule={rule} />
      {value.length > 0 && (
        <ul className={styles.list} aria-label={t('files.list')}>
          {value.map((file) => (
            <PickedFile
              key={`${file.name} ${file.size} ${file.lastModified}`}
              file={file}
              onRemove={() => onChange(value.filter((one) => one !== file))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Complaints({ sifted, rule }: { readonly sifted: Sifted | undefined; readonly rule: FileRule }) {
  const t = useKernelTexts();
  const limit = formatBytes(rule.maxBytes);
  return (
    <div className={styles.complaint} role="alert">
      {(['tooMany', 'tooLarge', 'wrongKind'] as const)
        .filter((kind) => (sifted?.[kind].length ?? 0) > 0)
        .map((kind) => (
          <p key={kind}>
            {t(`files.${kind}`, { names: sifted?.[kind].join(', ') ?? '', limit, count: rule.maxCount })}
          </p>
        ))}
    </div>
  );
}

function PickedFile({ file, onRemove }: { readonly file: File; readonly onRemove: () => void }) {
  const t = useKernelTexts();
  const [drawable, setDrawable] = useState(file.type.startsWith('image/'));
  const show: RefCallback<HTMLImageElement> = useCallback(
    (image) => {
      if (image === null) return undefined;
      const url = URL.createObjectURL(file);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [file],
  );
  return (
    <li className={styles.item}>
      {drawable ? (
        <img
          className={styles.preview}
          ref={show}
          alt={t('files.preview', { name: file.name })}
          onError={() => setDrawable(false)}
        />
      ) : (
        <span className={styles.preview}>
          <FileIcon size={32} />
        </span>
      )}
      <span className={styles.words}>
        <span className={styles.name} title={file.name}>
          {file.name}
        </span>
        <span className={styles.size}>{formatBytes(file.size)}</span>
      </span>
      <button
        type="button"
        className={styles.remove}
        onClick={onRemove}
        aria-label={t('files.remove', { name: file.name })}
      >
        <CloseIcon size={16} />
      </button>
    </li>
  );
}
