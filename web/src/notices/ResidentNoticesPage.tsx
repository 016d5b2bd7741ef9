import { Link, Navigate } from '@tanstack/react-router';
import { useSession } from '../kernel/auth/index.ts';
import { MobileCard, MobilePage } from '../kernel/mobile/index.ts';
import { NoticeList } from './NoticeList.tsx';
import { PreferencesForm } from './PreferencesForm.tsx';
import { useTexts } from './texts.ts';

/** What a resident was told of their reports. */
export function ResidentNoticesPage() {
  const t = useTexts();
  if (useSession().account === null) return <Navigate to="/sign-in" replace />;
  return (
    <MobilePage title={t('title')} backTo="/me">
      <MobileCard>
        <NoticeList kinds={['ownReport']} pageOf={({ id }) => `/mine/${id}`} />
      </MobileCard>
      <MobileCard>
        <Link to="/notices/preferences">{t('list.preferences')}</Link>
      </MobileCard>
    </MobilePage>
  );
}

export function ResidentPreferencesPage() {
  const t = useTexts();
  if (useSession().account === null) return <Navigate to="/sign-in" replace />;
  return (
    <MobilePage title={t('preferences.title')} backTo="/notices">
      <MobileCard>
        <PreferencesForm />
      </MobileCard>
    </MobilePage>
  );
}
