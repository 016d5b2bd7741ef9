import { Link } from '@tanstack/react-router';
import { EmptyState } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

export function NotFound() {
  const t = useTexts();
  return (
    <EmptyState title={t('notFound.title')} actions={<Link to="/">{t('notFound.home')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}
