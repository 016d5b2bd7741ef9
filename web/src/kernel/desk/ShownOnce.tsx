import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { CopyableCode } from '../ui/index.ts';
import { Stack } from './page.tsx';

interface ShownOnceProps {
  readonly title: string;
  /** What it is, and what to do with it. */
  readonly text: string;
  readonly value: string;
  /** Words of the only way out. */
  readonly done: string;
  readonly onClose: () => void;
  /** A value that is read aloud or typed. */
  readonly big?: boolean;
}

/** Shows a secret once, for handing over; nobody can read it afterwards. */
export function ShownOnce({ text, value, big = false, ...frame }: ShownOnceProps) {
  return (
    <OnceDialog {...frame}>
      <Stack>
        <p>{text}</p>
        <CopyableCode value={value} big={big} />
      </Stack>
    </OnceDialog>
  );
}

interface OnceDialogProps extends Pick<ShownOnceProps, 'title' | 'done' | 'onClose'> {
  readonly children: ReactNode;
}

/** A dialog that is left by saying so, never by a slip. */
export function OnceDialog({ title, done, onClose, children }: OnceDialogProps) {
  return (
    <Modal
      open
      title={title}
      closable={false}
      width={560}
      footer={
        <Button type="primary" onClick={onClose}>
          {done}
        </Button>
      }
    >
      {children}
    </Modal>
  );
}
