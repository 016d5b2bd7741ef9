import { useCanGoBack, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useSettings } from '../kernel/auth/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { usePageTitle } from '../kernel/route/index.ts';
import { EmptyState } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

/** In the place of a page that is not for the roles of whoever typed its address. */
export function NotYours() {
  const t = useTexts();
  const show = useShow();
  const { city } = useSettings();
  const navigate = useNavigate();
  const canGoBack = useCanGoBack();
  usePageTitle(t('notYours.title'), show(city));
  return (
    <EmptyState
      page
      title={t('notYours.title')}
      actions={
        <>
          {canGoBack && <Button onClick={() => window.history.back()}>{t('notYours.back')}</Button>}
          <Button type="primary" onClick={() => void navigate({ to: '/' })}>
            {t('notYours.home')}
          </Button>
        </>
      }
    >
      {t('notYours.text')}
    </EmptyState>
  );
}
