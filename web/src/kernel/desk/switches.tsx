import { BulbOutlined, GlobalOutlined } from './icons.tsx';
import { languages } from '@heliu/contract/text';
import { Button, Dropdown } from 'antd';
import { changeLanguage, useLanguage } from '../i18n/index.ts';
import { useKernelTexts } from '../i18n/texts.ts';
import { changeTheme, themeChoices, useThemeChoice } from '../ui/index.ts';

interface LanguageSwitchProps {
  /** Told after a choice, so that a shell can keep it with the account. */
  readonly onChange?: ((language: 'zh' | 'en') => void) | undefined;
}

export function LanguageSwitch({ onChange }: LanguageSwitchProps) {
  const t = useKernelTexts();
  const language = useLanguage();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [language],
        items: languages.map((one) => ({ key: one, label: t(`language.${one}`), lang: one })),
        onClick: ({ key }) => {
          const chosen = languages.find((one) => one === key);
          if (chosen === undefined) return;
          changeLanguage(chosen);
          onChange?.(chosen);
        },
      }}
    >
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={`${t('language.label')} ${t(`language.${language}`)}`}
      >
        <span className="h-wide">{t(`language.${language}`)}</span>
      </Button>
    </Dropdown>
  );
}

export function ThemeSwitch() {
  const t = useKernelTexts();
  const choice = useThemeChoice();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: themeChoices.map((one) => ({ key: one, label: t(`theme.${one}`) })),
        onClick: ({ key }) => {
          const chosen = themeChoices.find((one) => one === key);
          if (chosen !== undefined) changeTheme(chosen);
        },
      }}
    >
      <Button
        type="text"
        icon={<BulbOutlined />}
        aria-label={`${t('theme.label')} ${t(`theme.${choice}`)}`}
      />
    </Dropdown>
  );
}
