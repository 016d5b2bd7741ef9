import { Link } from '@tanstack/react-router';
import { useAccount } from '../kernel/auth/index.ts';
import { Page, Panel } from '../kernel/desk/index.ts';
import { kindsFor } from './kinds.ts';
import { NoticeList } from './NoticeList.tsx';
import { useTexts } from './texts.ts';

/** What staff were told. */
export function NoticesPage() {
  const t = useTexts();
  const { roles } = useAccount();
  return (
    <Page title={t('title')} narrow actions={<Link to="/notices/preferences">{t('list.preferences')}</Link>}>
      <Panel>
        <NoticeList kinds={kindsFor(roles.map(({ role }) => role))} pageOf={({ id }) => `/matters/${id}`} />
      </Panel>
    </Page>
  );
}
