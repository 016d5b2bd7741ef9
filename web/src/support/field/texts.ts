import { useTranslation } from 'react-i18next';
import { addTexts } from '../../kernel/i18n/index.ts';
import en from './locale/en.json';
import zh from './locale/zh-CN.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    supportField: typeof zh;
  }
}

addTexts('supportField', { zh, en });

export const useFieldTexts = () => useTranslation('supportField').t;
