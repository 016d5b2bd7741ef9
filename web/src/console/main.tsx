import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../kernel/ui/base.css';
import { SessionGate } from '../kernel/auth/index.ts';
import { DeskProvider } from '../kernel/desk/index.ts';
import { createQueryClient } from '../kernel/query/index.ts';
import { ErrorBoundary } from '../kernel/ui/index.ts';
import { router } from './router.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('console.html has no #root');

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={createQueryClient()}>
        <DeskProvider>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </DeskProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
