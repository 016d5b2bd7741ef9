import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../kernel/ui/base.css';
import { SessionGate } from '../kernel/auth/index.ts';
import { MobileProvider } from '../kernel/mobile/index.ts';
import { createQueryClient } from '../kernel/query/index.ts';
import { ErrorBoundary } from '../kernel/ui/index.ts';
import { basePath, router } from './router.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('resident.html has no #root');

// The site's own address opens this app too; its pages live below one path, so that it can be installed.
if (window.location.pathname === '/') window.history.replaceState(null, '', basePath);

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={createQueryClient()}>
        <MobileProvider>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </MobileProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
