import { useTranslation } from 'react-i18next';
import { addTexts } from '../../kernel/i18n/index.ts';
import en from './locale/en.json';
import zh from './locale/zh-CN.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    matterField: typeof zh;
  }
}

addTexts('matterField', { zh, en });

export const useFieldTexts = () => useTranslation('matterField').t;
