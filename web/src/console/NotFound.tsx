import { Link } from '@tanstack/react-router';
import { EmptyState, mainId } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

export function NotFound() {
  const t = useTexts();
  return (
    <main id={mainId} tabIndex={-1}>
      <EmptyState page title={t('notFound.title')} actions={<Link to="/">{t('notFound.home')}</Link>}>
        {t('notFound.text')}
      </EmptyState>
    </main>
  );
}
