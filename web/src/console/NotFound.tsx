import { Link } from '@tanstack/react-router';
import { useSettings } from '../kernel/auth/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { usePageTitle } from '../kernel/route/index.ts';
import { EmptyState } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

/** In the place of a page that there is not. */
export function NotFound() {
  const t = useTexts();
  const show = useShow();
  const { city } = useSettings();
  usePageTitle(t('notFound.title'), show(city));
  return (
    <EmptyState page title={t('notFound.title')} actions={<Link to="/">{t('notFound.home')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}
