import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { SessionGate } from '../kernel/auth/index.ts';
import { followLanguage } from '../kernel/i18n/index.ts';
import { MobileProvider, SharedDevice } from '../kernel/mobile/index.ts';
import { createQueryClient } from '../kernel/query/index.ts';
import { forgetSession } from '../kernel/ui/setting.ts';
import { forgetReports } from '../report/index.ts';
import { EndVisit } from './end-visit.ts';
import { IdleGuard } from './IdleGuard.tsx';
import { createVisitRouter } from './router.tsx';

/** What one person left, in storage, in memory and to be pasted. */
function forget(): void {
  forgetReports();
  forgetSession();
  followLanguage('zh');
  // A code that was copied; browsers that do not allow it keep what the person took along knowingly.
  void navigator.clipboard?.writeText('').catch(() => undefined);
}

/** One person after another: each visit is made anew, so that nothing of a page outlives it. */
export function Visits() {
  const [visit, setVisit] = useState(0);
  const end = (): void => {
    forget();
    setVisit((number) => number + 1);
  };
  useEffect(() => {
    // A page that the browser kept aside comes back as it was left.
    const show = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) window.location.reload();
    };
    window.addEventListener('pageshow', show);
    window.addEventListener('pagehide', forgetReports);
    return () => {
      window.removeEventListener('pageshow', show);
      window.removeEventListener('pagehide', forgetReports);
    };
  }, []);
  return (
    <EndVisit value={end}>
      <Visit key={visit} />
    </EndVisit>
  );
}

function Visit() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createVisitRouter);
  return (
    <QueryClientProvider client={client}>
      <SharedDevice value>
        <MobileProvider>
          <SessionGate>
            <RouterProvider router={router} />
            <IdleGuard />
          </SessionGate>
        </MobileProvider>
      </SharedDevice>
    </QueryClientProvider>
  );
}
