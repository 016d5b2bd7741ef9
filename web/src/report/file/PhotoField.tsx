import { evidenceAccept, uploadLimitBytes } from '@heliu/contract/evidence';
import { useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { isFinal } from '../../kernel/api/index.ts';
import { CloseIcon, FileIcon, useProblemText } from '../../kernel/ui/index.ts';
import { FilePicker } from '../../kernel/ui/FilePicker.tsx';
import styles from '../report.module.css';
import { useTexts } from '../texts.ts';
import { type SentPhoto, thumbOf } from './photo.ts';
import { roomLeft } from './room-left.ts';
import { sendFile } from './send-file.ts';

interface PhotoFieldProps {
  readonly value: readonly SentPhoto[];
  /** Takes the change instead of the list, since several files arrive in any order. */
  readonly onChange: (change: (before: readonly SentPhoto[]) => readonly SentPhoto[]) => void;
  readonly onSending: (sending: boolean) => void;
  readonly maxCount: number;
}

/** A file on its way; its commandId stays the same however often it is sent. */
interface Going {
  readonly file: File;
  readonly commandId: string;
  readonly control: AbortController;
  readonly share: number;
  readonly error?: unknown;
}

const accept = evidenceAccept.split(',');

function useSending({ onChange, onSending }: PhotoFieldProps) {
  const [going, setGoing] = useState<readonly Going[]>([]);
  const latest = useRef(going);
  useEffect(() => {
    latest.current = going;
    onSending(going.some(({ error }) => error === undefined));
  }, [going, onSending]);
  useEffect(
    () => () => {
      for (const { control } of latest.current) control.abort();
    },
    [],
  );
  const change = (commandId: string, part: Partial<Going>): void =>
    setGoing((all) => all.map((one) => (one.commandId === commandId ? { ...one, ...part } : one)));
  const drop = (commandId: string): void =>
    setGoing((all) => all.filter((one) => one.commandId !== commandId));
  const send = async ({ file, commandId, control }: Going): Promise<void> => {
    try {
      const thumb = await thumbOf(file);
      const { id, claim, place } = await sendFile({
        file,
        commandId,
        onProgress: (share) => change(commandId, { share }),
        signal: control.signal,
      });
      onChange((before) => [...before, { fileId: id, claim, name: file.name, thumb, place }]);
      drop(commandId);
    } catch (error) {
      if (!control.signal.aborted) change(commandId, { error });
    }
  };
  const add = (files: readonly File[]): void => {
    const added = files.map((file) => ({
      file,
      commandId: uuidv7(),
      control: new AbortController(),
      share: 0,
    }));
    setGoing((all) => [...all, ...added]);
    for (const one of added) void send(one);
  };
  const again = (one: Going): void => {
    setGoing((all) =>
      all.map((other) =>
        other === one ? { file: one.file, commandId: one.commandId, control: one.control, share: 0 } : other,
      ),
    );
    void send(one);
  };
  const cancel = (one: Going): void => {
    one.control.abort();
    drop(one.commandId);
  };
  return { going, add, again, cancel };
}

/** Photos and files that go to the server as soon as they are chosen, with how far each is. */
export function PhotoField(props: PhotoFieldProps) {
  const { value, onChange, maxCount } = props;
  const t = useTexts();
  const { going, add, again, cancel } = useSending(props);
  const sending = going.filter(({ error }) => error === undefined);
  const failed = going.filter(({ error }) => error !== undefined);
  const room = roomLeft(maxCount, value.length, going);
  return (
    <div className={styles.stack}>
      {room > 0 && (
        <FilePicker
          value={[]}
          onChange={add}
          rule={{ accept, maxCount: room, maxBytes: uploadLimitBytes }}
          photos
        />
      )}
      {(value.length > 0 || sending.length > 0) && (
        <ul className={styles.photos} aria-label={t('photo.list')}>
          {value.map((photo) => (
            <li key={photo.fileId}>
              {photo.thumb === null ? (
                <span className={styles.photo}>
                  <FileIcon size={28} />
                </span>
              ) : (
                <img className={styles.photo} src={photo.thumb} alt={t('photo.one', { name: photo.name })} />
              )}
              <span className={styles.photoName}>{photo.name}</span>
              <Remove
                name={photo.name}
                onRemove={() => onChange((all) => all.filter(({ fileId }) => fileId !== photo.fileId))}
              />
            </li>
          ))}
          {sending.map((one) => (
            <li key={one.commandId}>
              <span className={styles.photo}>{`${Math.round(one.share * 100)}%`}</span>
              <span className={styles.photoName}>{one.file.name}</span>
              <progress
                className={styles.progress}
                value={one.share}
                aria-label={t('photo.sending', { name: one.file.name })}
              />
              <Remove name={one.file.name} onRemove={() => cancel(one)} />
            </li>
          ))}
        </ul>
      )}
      {failed.map((one) => (
        <Failed key={one.commandId} going={one} onAgain={() => again(one)} onRemove={() => cancel(one)} />
      ))}
    </div>
  );
}

interface RemoveProps {
  readonly name: string;
  readonly onRemove: () => void;
}

function Remove({ name, onRemove }: RemoveProps) {
  const t = useTexts();
  return (
    <button
      type="button"
      className={styles.remove}
      aria-label={t('photo.remove', { name })}
      onClick={onRemove}
    >
      <CloseIcon size={16} />
    </button>
  );
}

interface FailedProps {
  readonly going: Going;
  readonly onAgain: () => void;
  readonly onRemove: () => void;
}

/** A file that is not part of the report, and why; one that was refused for what it is takes no room. */
function Failed({ going: { file, error }, onAgain, onRemove }: FailedProps) {
  const t = useTexts();
  const text = useProblemText();
  return (
    <div className={styles.failed}>
      <strong className={styles.photoName}>{file.name}</strong>
      <div role="alert" className={styles.fault}>
        {text(error)}{' '}
        {!isFinal(error) && (
          <button type="button" className={styles.plain} onClick={onAgain}>
            {t('photo.again')}
          </button>
        )}
      </div>
      <Remove name={file.name} onRemove={onRemove} />
    </div>
  );
}
