import { signOut } from '@heliu/contract/people';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { VolunteerCard } from '../../enrolment/resident.tsx';
import { useRefreshSession, useSession } from '../../kernel/auth/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './resident.module.css';
import { useResidentTexts } from './texts.ts';
import { DisplayCard } from './DisplayCard.tsx';
import { ResidentPasswordCard } from './PasswordCard.tsx';
import { ResidentSessionsCard } from './SessionsCard.tsx';

/** Oneself on this site: account, language, appearance, password, devices. */
export function MePage() {
  const r = useResidentTexts();
  const { account } = useSession();
  return (
    <MobilePage title={r('me.title')}>
      <Who />
      <DisplayCard />
      {account !== null && (
        <>
          <VolunteerCard />
          <ResidentPasswordCard />
          <ResidentSessionsCard />
          <SignOut />
        </>
      )}
    </MobilePage>
  );
}

function Who() {
  const t = useTexts();
  const r = useResidentTexts();
  const { account } = useSession();
  return (
    <MobileCard>
      <div className={styles.who}>
        <span className={styles.avatar} aria-hidden="true">
          {account === null ? '?' : [...account.displayName][0]}
        </span>
        <div>
          <strong>{account === null ? r('me.nobody') : account.displayName}</strong>
          <span className={styles.soft}>{account === null ? r('me.nobodyText') : account.login}</span>
        </div>
      </div>
      {account === null && (
        <div className={styles.links}>
          <Link to="/sign-in">{t('signIn.submit')}</Link>
        </div>
      )}
    </MobileCard>
  );
}

function SignOut() {
  const t = useTexts();
  const navigate = useNavigate();
  const out = useCommand(signOut);
  const refresh = useRefreshSession();
  const leave = async (): Promise<void> => {
    if ((await out.run({})) === undefined) return;
    await navigate({ to: '/' });
    await refresh();
  };
  return (
    <>
      <Refusal error={out.error} onRetry={out.retry} />
      <Button block size="large" loading={out.pending} onClick={() => void leave()}>
        {t('signOut')}
      </Button>
    </>
  );
}
