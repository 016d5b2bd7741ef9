import { setLanguage } from '@heliu/contract/people';
import type { Language } from '@heliu/contract/text';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useCommand } from '../query/index.ts';

/** Keeps the language with the account, and reads anew what names staff: the server tells names as the reader reads. */
export function useKeepLanguage(): (language: Language) => Promise<void> {
  const client = useQueryClient();
  const { run } = useCommand(setLanguage);
  return useCallback(
    async (language) => {
      if ((await run({ body: { language } })) !== undefined) await client.invalidateQueries();
    },
    [client, run],
  );
}
