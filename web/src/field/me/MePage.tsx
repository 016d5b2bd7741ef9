import { setLanguage, signOut } from '@heliu/contract/people';
import { languages } from '@heliu/contract/text';
import { Button, Dialog } from 'antd-mobile';
import { useAccount } from '../../kernel/auth/index.ts';
import { changeLanguage, useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { useKernelTexts } from '../../kernel/i18n/texts.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { unsent, useForget, useOutboxView } from '../../kernel/offline/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { changeTheme, Facts, Refusal, themeChoices, useThemeChoice } from '../../kernel/ui/index.ts';
import styles from '../field.module.css';
import { useTexts } from '../texts.ts';
import { DeviceCard } from './DeviceCard.tsx';

/** Oneself, this device, and the way out. */
export function MePage() {
  const t = useTexts();
  const show = useShow();
  const { displayName, login, roles } = useAccount();
  const held = roles.flatMap(({ scope }) => (scope === null ? [] : [show(scope.name)]));
  return (
    <MobilePage title={t('me.title')}>
      <MobileCard>
        <Facts
          facts={[
            { label: t('me.name'), value: displayName },
            { label: t('me.login'), value: login },
            { label: t('me.places'), value: held.join('、') },
          ]}
        />
      </MobileCard>
      <Preferences />
      <DeviceCard />
      <SignOut />
    </MobilePage>
  );
}

function Preferences() {
  const t = useTexts();
  const kernel = useKernelTexts();
  const language = useLanguage();
  const theme = useThemeChoice();
  const save = useCommand(setLanguage);
  return (
    <MobileCard>
      <fieldset>
        <legend className={styles.soft}>{t('me.language')}</legend>
        <div className={styles.choices}>
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              className={styles.plainButton}
              aria-pressed={one === language}
              onClick={() => {
                changeLanguage(one);
                void save.run({ body: { language: one } });
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
            <button
              key={one}
              type="button"
              className={styles.plainButton}
              aria-pressed={one === theme}
              onClick={() => changeTheme(one)}
            >
              {kernel(`theme.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </MobileCard>
  );
}

/** What has not arrived is named before somebody leaves: it stays here, sealed, until the same person is back. */
function SignOut() {
  const t = useTexts();
  const { id } = useAccount();
  const waiting = unsent(useOutboxView().items);
  const out = useCommand(signOut);
  const forget = useForget();
  const leave = async (): Promise<void> => {
    if (waiting.length > 0) {
      const sure = await Dialog.confirm({
        title: t('signOut.unsent', { count: waiting.length }),
        content: (
          <>
            <ul className={styles.list}>
              {waiting.map(({ id: item, command }) => (
                <li key={item}>{command.about.title}</li>
              ))}
            </ul>
            <p className={styles.soft}>{t('signOut.stays')}</p>
          </>
        ),
        confirmText: t('signOut.anyway'),
        cancelText: t('signOut.stay'),
      });
      if (!sure) return;
    }
    if ((await out.run({})) === undefined) return;
    await forget(id);
    window.location.assign('/field');
  };
  return (
    <>
      <Refusal error={out.error} onRetry={out.retry} />
      <Button block size="large" loading={out.pending} onClick={() => void leave()}>
        {t('signOut.act')}
      </Button>
    </>
  );
}
