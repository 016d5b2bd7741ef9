import { evidenceAccept, photoTypes, uploadEvidence, uploadLimitBytes } from '@heliu/contract/evidence';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call, isFinal } from '../api/index.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { useProblemText } from '../ui/index.ts';
import styles from './desk.module.css';

interface UploadProps {
  readonly value?: readonly string[] | undefined;
  readonly onChange?: (ids: readonly string[]) => void;
  readonly onUploading: (uploading: boolean) => void;
  readonly maxCount: number;
  /** Takes photos and nothing else. */
  readonly photosOnly?: boolean;
}

/** A file on its way or arrived; its commandId stays the same however often it is sent. */
interface Sent {
  readonly file: File;
  readonly commandId: string;
  readonly id?: string | undefined;
  readonly error?: unknown;
  readonly busy: boolean;
}

const anyFile = evidenceAccept.split(',');
const anyPhoto = ['image/*', ...photoTypes.map((name) => `.${name}`)];
const timeoutMs = 180_000;

/** Sends files as soon as they are chosen and answers their ids; what failed says why and can be sent again. */
export function Upload({ onChange, onUploading, maxCount, photosOnly = false }: UploadProps) {
  const t = useKernelTexts();
  const text = useProblemText();
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const latest = useRef<readonly Sent[]>([]);
  const tell = (states: readonly Sent[]): void => {
    latest.current = states;
    setSent(states);
    onChange?.(states.flatMap(({ id }) => (id === undefined ? [] : [id])));
    onUploading(states.some(({ busy }) => busy));
  };
  /** Replaces one file's state, unless it was taken off the list meanwhile. */
  const put = (state: Sent): void =>
    tell(latest.current.map((one) => (one.commandId === state.commandId ? state : one)));
  const send = async ({ file, commandId }: Sent): Promise<void> => {
    put({ file, commandId, busy: true });
    const body = new FormData();
    body.append('commandId', commandId);
    body.append('file', file);
    try {
      const { id } = await call(uploadEvidence, { body }, { timeoutMs });
      put({ file, commandId, id, busy: false });
    } catch (error) {
      put({ file, commandId, error, busy: false });
    }
  };
  const change = (next: readonly File[]): void => {
    const known = latest.current;
    const states = next.map(
      (file) => known.find((one) => one.file === file) ?? { file, commandId: uuidv7(), busy: true },
    );
    tell(states);
    for (const state of states) if (!known.some(({ file }) => file === state.file)) void send(state);
  };
  const files = sent.map(({ file }) => file);
  const failed = sent.filter(({ error }) => error !== undefined);
  const busy = sent.filter((one) => one.busy).length;
  return (
    <div>
      <FilePicker
        value={files}
        onChange={change}
        rule={{ accept: photosOnly ? anyPhoto : anyFile, maxCount, maxBytes: uploadLimitBytes }}
        photos
      />
      <output>{busy > 0 ? t('files.sending', { count: busy }) : ''}</output>
      {failed.map((one) => (
        <p key={one.commandId} role="alert" className={styles.failed}>
          {one.file.name}: {text(one.error)}{' '}
          {!isFinal(one.error) && (
            <Button size="small" onClick={() => void send(one)}>
              {t('files.again')}
            </Button>
          )}
        </p>
      ))}
    </div>
  );
}
