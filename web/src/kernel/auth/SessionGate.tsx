import { useQuery } from '@tanstack/react-query';
import type { Session } from '@heliu/contract/people';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { currentLanguage, followLanguage, takeChosenLanguage } from '../i18n/index.ts';
import { setTimeZone } from '../time/zone.ts';
import { ErrorState, PageSkeleton } from '../ui/index.ts';
import { SessionContext, sessionQuery, useSession } from './session.ts';
import { useKeepLanguage } from './use-keep-language.ts';

/** Shows the page once it is known who is signed in; a failure is told with a way to try again. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch, isFetching } = useQuery(sessionQuery);
  const language = data?.account?.language;
  const accountId = data?.account?.id;
  const followed = useRef<number>(undefined);
  const keep = useKeepLanguage();
  useEffect(() => {
    // When somebody signs in, a choice made on the page just before is kept with the account; else the account's holds.
    if (accountId === followed.current) return;
    followed.current = accountId;
    const chosen = takeChosenLanguage();
    if (language === undefined) return;
    if (chosen !== undefined && chosen !== language) void keep(chosen);
    else if (language !== currentLanguage()) followLanguage(language);
  }, [accountId, language, keep]);
  if (data === undefined) {
    if (error === null) return <PageSkeleton />;
    return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  setTimeZone(data.settings.timeZone);
  return <SessionContext value={data}>{children}</SessionContext>;
}

interface SignedInProps {
  readonly children: ReactNode;
  /** Instead of the page when nobody is signed in. */
  readonly otherwise: ReactNode;
  /** Over the page when the session ended under it, so that unfinished work is not lost. */
  readonly again: ReactNode;
}

/** Shows a page to a signed-in person and keeps it on screen when the session ends meanwhile. */
export function SignedIn({ children, otherwise, again }: SignedInProps) {
  const session = useSession();
  const [last, setLast] = useState<Session>();
  if (session.account !== null && last !== session) setLast(session);
  const shown = session.account === null ? last : session;
  if (shown === undefined) return otherwise;
  return (
    <SessionContext value={shown}>
      <div inert={session.account === null} style={{ display: 'contents' }}>
        {children}
      </div>
      {session.account === null && again}
    </SessionContext>
  );
}
