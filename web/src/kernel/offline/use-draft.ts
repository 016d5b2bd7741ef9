import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { presentMs } from '../time/index.ts';
import type { DraftChange, NewItem } from './item.ts';
import { useDrafts, useOutbox } from './provider.tsx';

interface Form<T> {
  readonly value: T;
  readonly photos: readonly File[];
  readonly restored: boolean;
}

/**
 * A form of the field app, kept on the device with every change until it is sent or begun anew: an app that is killed
 * loses nothing of it. `blank` is what it begins with.
 */
export function useDraft<T>(name: string, blank: () => T) {
  const drafts = useDrafts();
  const outbox = useOutbox();
  const [form, setForm] = useState<Form<T>>();
  const sending = useRef(false);
  const begin = useEffectEvent((found: Pick<Form<T>, 'value' | 'photos'> | undefined): void => {
    setForm({ value: blank(), photos: [], ...found, restored: found !== undefined });
  });
  useEffect(() => {
    let here = true;
    const found = drafts === undefined ? Promise.resolve(undefined) : drafts.find<T>(name, presentMs());
    found
      .catch(() => undefined)
      .then((one) => {
        if (here) begin(one);
      })
      .catch(() => undefined);
    return () => {
      here = false;
    };
  }, [drafts, name]);
  const keep = (next: Form<T>): void => {
    setForm(next);
    // What is being sent goes with what it becomes.
    if (!sending.current) void drafts?.keep(name, next.value, presentMs(), next.photos);
  };
  return {
    /** Undefined for the moment in which the device is asked. */
    form,
    change: (value: T): void => {
      if (form !== undefined) keep({ ...form, value });
    },
    changePhotos: (photos: readonly File[]): void => {
      if (form !== undefined) keep({ ...form, photos });
    },
    /** Begins anew, with `rest` where something of it stays. */
    clear: (rest?: T): void => {
      const next = { value: rest ?? blank(), photos: [], restored: false };
      if (rest !== undefined) return keep(next);
      setForm(next);
      void drafts?.drop(name);
    },
    /** Puts what was filled in into the outbox; the draft goes in the same moment. @throws DeviceFull. */
    send: async (items: readonly NewItem[], others: readonly DraftChange[] = []): Promise<void> => {
      sending.current = true;
      try {
        await drafts?.settled();
        await outbox.addAll(items, [{ name }, ...others]);
      } catch (error) {
        sending.current = false;
        throw error;
      }
    },
  };
}
