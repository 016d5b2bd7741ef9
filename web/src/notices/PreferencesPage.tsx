import { Page, Panel } from '../kernel/desk/index.ts';
import { PreferencesForm } from './PreferencesForm.tsx';
import { useTexts } from './texts.ts';

export function PreferencesPage() {
  const t = useTexts();
  return (
    <Page title={t('preferences.title')} backTo="/notices" narrow>
      <Panel>
        <PreferencesForm />
      </Panel>
    </Page>
  );
}
