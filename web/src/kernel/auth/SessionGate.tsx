import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { changeLanguage, currentLanguage } from '../i18n/index.ts';
import { setTimeZone } from '../time/zone.ts';
import { ErrorState, PageSkeleton } from '../ui/index.ts';
import { SessionContext, sessionQuery } from './session.ts';

/** Shows the page once it is known who is signed in; a failure is told with a way to try again. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch, isFetching } = useQuery(sessionQuery);
  const language = data?.account?.language;
  const accountId = data?.account?.id;
  useEffect(() => {
    if (language !== undefined && language !== currentLanguage()) changeLanguage(language);
    // Follows the account when it signs in, not a choice made on the page afterwards.
  }, [accountId]);
  if (data === undefined) {
    if (error === null) return <PageSkeleton />;
    return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  setTimeZone(data.settings.timeZone);
  return <SessionContext value={data}>{children}</SessionContext>;
}
