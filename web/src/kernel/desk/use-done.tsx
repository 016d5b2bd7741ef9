import { App } from 'antd';
import { useCallback } from 'react';
import { CheckCircleFilled } from './icons.tsx';

/** Says in passing that something was done. */
export function useDone(): (words: string) => void {
  const { message } = App.useApp();
  return useCallback(
    (words) => void message.success({ content: words, icon: <CheckCircleFilled /> }),
    [message],
  );
}
