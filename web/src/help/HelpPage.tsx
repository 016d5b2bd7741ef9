import { Link, useParams } from '@tanstack/react-router';
import { useAccount } from '../kernel/auth/index.ts';
import { Page, Panel } from '../kernel/desk/index.ts';
import { findGuideName, type GuideName, guideNames } from './guide.ts';
import { GuideText, useGuide } from './GuideText.tsx';
import styles from './help.module.css';
import { useTexts } from './texts.ts';

/** The guides, at first that of one's own role. */
export function HelpPage() {
  const t = useTexts();
  const { name }: { readonly name?: string } = useParams({ strict: false });
  const { roles } = useAccount();
  const own = guideNames.filter((one) => roles.some(({ role }) => role === one));
  const shown = findGuideName(name) ?? own[0] ?? 'staff';
  const found = useGuide(shown);
  return (
    <Page title={t('title')} subtitle={t('lead')}>
      <nav className={styles.list} aria-label={t('list')}>
        <ul>
          {guideNames.map((one) => (
            <li key={one}>
              <GuideLink name={one} current={one === shown} own={own.includes(one)} />
            </li>
          ))}
        </ul>
      </nav>
      <Panel title={t(`guide.${shown}`)}>
        <GuideText found={found} />
      </Panel>
    </Page>
  );
}

interface GuideLinkProps {
  readonly name: GuideName;
  readonly current: boolean;
  readonly own: boolean;
}

function GuideLink({ name, current, own }: GuideLinkProps) {
  const t = useTexts();
  return (
    <Link to="/help/$name" params={{ name }} aria-current={current ? 'page' : undefined}>
      {t(`guide.${name}`)}
      {own && <small>{t('mine')}</small>}
    </Link>
  );
}
