import { EmptyState } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

/** Where the device cannot keep anything in safety, the app does not pretend to. */
export function Unfit() {
  const t = useTexts();
  return (
    <EmptyState page title={t('unfit.title')} actions={<a href="/console">{t('unfit.console')}</a>}>
      {t('unfit.text')}
    </EmptyState>
  );
}
