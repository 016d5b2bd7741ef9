import { type Language, languages } from '@heliu/contract/text';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { onSettingElsewhere, readSetting, writeSetting } from '../ui/setting.ts';

const settingName = 'language';
const htmlLang: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

const isLanguage = (value: string | null): value is Language => languages.some((one) => one === value);

/** The choice made on this device, else the first of the browser's languages that we speak, else Chinese. */
function firstLanguage(): Language {
  const stored = readSetting(settingName);
  if (isLanguage(stored)) return stored;
  for (const tag of globalThis.navigator?.languages ?? []) {
    const spoken = tag.toLowerCase().slice(0, 2);
    if (isLanguage(spoken)) return spoken;
  }
  return 'zh';
}

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'zh',
  resources: {},
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  returnNull: false,
  initAsync: false,
});

function showLanguage(language: Language): void {
  if (typeof document !== 'undefined') document.documentElement.lang = htmlLang[language];
}

/** The language on screen. */
export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

/** Changes the language of every text on screen and remembers it on this device. */
export function followLanguage(language: Language): void {
  writeSetting(settingName, language);
  showLanguage(language);
  void i18next.changeLanguage(language);
}

let chosen: Language | undefined;

/** The same, by the hand of whoever sits there. */
export function changeLanguage(language: Language): void {
  chosen = language;
  followLanguage(language);
}

/** What was chosen on this page before somebody signed in; told once. */
export function takeChosenLanguage(): Language | undefined {
  const taken = chosen;
  chosen = undefined;
  return taken;
}

showLanguage(currentLanguage());
onSettingElsewhere(settingName, (language) => {
  if (isLanguage(language)) followLanguage(language);
});

/** The language on screen; the component follows a change. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** Picks the side of a two-language text. */
export function useShow(): (text: { readonly zh: string; readonly en: string }) => string {
  const language = useLanguage();
  return (text) => text[language];
}

/** Registers the texts of one capability in both languages; called once by its `texts.ts`. */
export function addTexts(namespace: string, texts: Readonly<Record<Language, object>>): void {
  for (const language of languages) i18next.addResourceBundle(language, namespace, texts[language]);
}
