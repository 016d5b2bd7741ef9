import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useTexts } from '../texts.ts';

type Tell = (no: number, unsaved: boolean) => void;

const UnsavedContext = createContext<Tell>(() => undefined);

/** Asks before the page is left while minutes in it are not saved. */
export function UnsavedGuard({ children }: { readonly children: ReactNode }) {
  const t = useTexts();
  const [items, setItems] = useState<readonly number[]>([]);
  const tell = useCallback<Tell>(
    (no, unsaved) => setItems((before) => [...before.filter((one) => one !== no), ...(unsaved ? [no] : [])]),
    [],
  );
  const isUnsaved = items.length > 0;
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => isUnsaved && current.pathname !== next.pathname,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return (
    <UnsavedContext value={tell}>
      {children}
      <Modal
        open={leaving.status === 'blocked'}
        title={t('consultation.minutes.leave')}
        okText={t('consultation.minutes.leaveAll')}
        cancelText={t('consultation.minutes.stay')}
        onOk={() => leaving.proceed?.()}
        onCancel={() => leaving.reset?.()}
      >
        {t('consultation.minutes.leaveText', { count: items.length })}
      </Modal>
    </UnsavedContext>
  );
}

/** Says of one item that its minutes are not saved. */
export function useUnsaved(no: number, unsaved: boolean): void {
  const tell = useContext(UnsavedContext);
  useEffect(() => {
    tell(no, unsaved);
    return () => tell(no, false);
  }, [tell, no, unsaved]);
}
