import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../kernel/ui/base.css';
import { ErrorBoundary } from '../kernel/ui/index.ts';
import { Visits } from './Visits.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('kiosk.html has no #root');

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <Visits />
    </ErrorBoundary>
  </StrictMode>,
);
