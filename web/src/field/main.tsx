import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../kernel/ui/base.css';
import { SessionGate } from '../kernel/auth/index.ts';
import { MobileProvider } from '../kernel/mobile/index.ts';
import { OfflineProvider } from '../kernel/offline/index.ts';
import { createQueryClient } from '../kernel/query/index.ts';
import { ErrorBoundary } from '../kernel/ui/index.ts';
import { registerWorker } from '../kernel/worker/register.ts';
import { router } from './router.tsx';
import { isCapable, openDevice } from './start.ts';
import { Unfit } from './Unfit.tsx';

const found = document.getElementById('root');
if (found === null) throw new Error('field.html has no #root');
const root = createRoot(found);

async function start(): Promise<void> {
  const client = createQueryClient({ offline: true });
  const device = await openDevice(client);
  root.render(
    <StrictMode>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <MobileProvider>
            <SessionGate>
              <OfflineProvider {...device}>
                <RouterProvider router={router} />
              </OfflineProvider>
            </SessionGate>
          </MobileProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
  // Without it the app runs all the same, as long as there is a network.
  void registerWorker('/field-worker.js', '/field').catch(() => undefined);
}

if (isCapable()) start().catch(() => root.render(<Unfit />));
else root.render(<Unfit />);
