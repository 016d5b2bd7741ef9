import { DemoBanner } from '../demo/index.tsx';
import { useSession } from '../kernel/auth/index.ts';
import { useLive } from '../kernel/live/index.ts';
import { MobileShell } from '../kernel/mobile/index.ts';
import type { Tab } from '../kernel/route/index.ts';
import { HomeIcon } from '../kernel/ui/index.ts';
import { Bell } from '../notices/resident.tsx';
import { modules } from './modules.ts';
import { useTexts } from './texts.ts';

const HomeLabel = () => useTexts()('home.title');

const tabs: readonly Tab[] = [
  { to: '/', order: 0, icon: () => <HomeIcon size={22} />, label: HomeLabel },
  ...modules.flatMap((one) => one.tabs),
].toSorted((a, b) => a.order - b.order);

const liveReads = modules.flatMap(({ live }) => live ?? []);

/** Frame of every page for residents. */
export function Shell() {
  const t = useTexts();
  const { account } = useSession();
  useLive(account?.id, liveReads);
  return (
    <MobileShell
      name={t('name')}
      languageLabel={t('language')}
      barLabel={t('nav')}
      tabs={tabs}
      aside={account !== null && <Bell />}
      notice={<DemoBanner />}
    />
  );
}
