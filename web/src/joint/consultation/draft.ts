import { useState } from 'react';
import { z } from 'zod';
import { useAccount } from '../../kernel/auth/index.ts';
import { forgetForSession, readForSession, writeForSession } from '../../kernel/ui/setting.ts';

const Draft = z.object({
  words: z.string(),
  /** The wording that it changes. */
  revision: z.number(),
});
export type Draft = z.infer<typeof Draft>;

export function draftOf(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    return Draft.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What somebody writes and has not saved: kept in this window, so that loading the page anew loses nothing. */
export function useDraft(
  consultationId: string,
  no: number,
): readonly [Draft | undefined, (draft: Draft | undefined) => void] {
  const { id } = useAccount();
  const name = `minutes.${id}.${consultationId}.${no}`;
  const [draft, setDraft] = useState(() => draftOf(readForSession(name)));
  const keep = (next: Draft | undefined): void => {
    setDraft(next);
    if (next === undefined) forgetForSession(name);
    else writeForSession(name, JSON.stringify(next));
  };
  return [draft, keep];
}
