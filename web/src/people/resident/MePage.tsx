import { setLanguage, signOut } from '@heliu/contract/people';
import { languages } from '@heliu/contract/text';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { VolunteerCard } from '../../enrolment/resident.tsx';
import { useRefreshSession, useSession } from '../../kernel/auth/index.ts';
import { changeLanguage, useLanguage } from '../../kernel/i18n/index.ts';
import { useKernelTexts } from '../../kernel/i18n/texts.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { changeTheme, Refusal, themeChoices, useThemeChoice } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './resident.module.css';
import { useResidentTexts } from './texts.ts';
import { ResidentPasswordCard } from './PasswordCard.tsx';
import { ResidentSessionsCard } from './SessionsCard.tsx';

/** Oneself on this site: account, language, appearance, password, devices. */
export function MePage() {
  const r = useResidentTexts();
  const { account } = useSession();
  return (
    <MobilePage title={r('me.title')}>
      <Who />
      <Preferences />
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

function Preferences() {
  const t = useTexts();
  const kernel = useKernelTexts();
  const { account } = useSession();
  const language = useLanguage();
  const theme = useThemeChoice();
  const save = useCommand(setLanguage);
  return (
    <MobileCard>
      <fieldset>
        <legend className={styles.soft}>{t('account.language')}</legend>
        <div className={styles.choices}>
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === language}
              onClick={() => {
                changeLanguage(one);
                if (account !== null) void save.run({ body: { language: one } });
              }}
            >
              {t(`language.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className={styles.soft}>{kernel('theme.label')}</legend>
        <div className={styles.choices}>
          {themeChoices.map((one) => (
            <button key={one} type="button" aria-pressed={one === theme} onClick={() => changeTheme(one)}>
              {kernel(`theme.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
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
