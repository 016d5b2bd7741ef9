import { languages } from '@heliu/contract/text';
import { useKeepLanguage, useSession } from '../../kernel/auth/index.ts';
import { changeLanguage, useLanguage } from '../../kernel/i18n/index.ts';
import { useKernelTexts } from '../../kernel/i18n/texts.ts';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { changeTheme, themeChoices, useThemeChoice } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './resident.module.css';

/** Language and appearance, on the phone apps; an account keeps its language. */
export function DisplayCard() {
  const t = useTexts();
  const kernel = useKernelTexts();
  const { account } = useSession();
  const language = useLanguage();
  const theme = useThemeChoice();
  const keep = useKeepLanguage();
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
                if (account !== null) void keep(one);
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
