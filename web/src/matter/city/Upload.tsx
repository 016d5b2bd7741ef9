import { evidenceAccept, uploadEvidence, uploadLimitBytes } from '@heliu/contract/evidence';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../kernel/api/index.ts';
import { FilePicker, useProblemText } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';

interface UploadProps {
  readonly value?: readonly string[] | undefined;
  readonly onChange?: (ids: readonly string[]) => void;
  readonly onUploading: (uploading: boolean) => void;
  readonly maxCount: number;
}

/** A file on its way or arrived; its commandId stays the same however often it is sent. */
interface Sent {
  readonly commandId: string;
  id?: string;
  error?: unknown;
  busy: boolean;
}

const accept = evidenceAccept.split(',');
const timeoutMs = 180_000;

/** Sends files as soon as they are chosen and answers their ids; what failed says why and can be sent again. */
export function Upload({ onChange, onUploading, maxCount }: UploadProps) {
  const t = useTexts();
  const text = useProblemText();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [, redraw] = useState(0);
  const sent = useRef(new Map<File, Sent>());
  const kept = useRef<readonly File[]>([]);
  const tell = (): void => {
    const states = kept.current.map((file) => sent.current.get(file));
    onChange?.(states.flatMap((one) => (one?.id === undefined ? [] : [one.id])));
    onUploading(states.some((one) => one?.busy === true));
    redraw((count) => count + 1);
  };
  const send = async (file: File): Promise<void> => {
    const state = sent.current.get(file) ?? { commandId: uuidv7(), busy: true };
    sent.current.set(file, state);
    state.busy = true;
    delete state.error;
    tell();
    const body = new FormData();
    body.append('commandId', state.commandId);
    body.append('file', file);
    try {
      state.id = (await call(uploadEvidence, { body }, { timeoutMs })).id;
    } catch (error) {
      state.error = error;
    }
    state.busy = false;
    tell();
  };
  const change = (next: readonly File[]): void => {
    kept.current = next;
    setFiles(next);
    for (const file of next) if (!sent.current.has(file)) void send(file);
    tell();
  };
  const failed = files.filter((file) => sent.current.get(file)?.error !== undefined);
  const busy = files.filter((file) => sent.current.get(file)?.busy === true).length;
  return (
    <div>
      <FilePicker
        value={files}
        onChange={change}
        rule={{ accept, maxCount, maxBytes: uploadLimitBytes }}
        photos
      />
      <output>{busy > 0 ? t('evidence.sending', { count: busy }) : ''}</output>
      {failed.map((file) => (
        <p key={`${file.name} ${file.size}`} role="alert">
          {file.name}: {text(sent.current.get(file)?.error)}{' '}
          <Button size="small" onClick={() => void send(file)}>
            {t('evidence.again')}
          </Button>
        </p>
      ))}
    </div>
  );
}
