import type { Rule } from 'antd/es/form';
import { useTexts } from '../texts.ts';
import type { FieldSpec } from './kinds.ts';

/** One field of a command's form, as its contract payload describes it. */
export interface FieldProps extends FieldSpec {
  /** Path of the form that the field is part of, such as `close`. */
  readonly within?: readonly string[] | undefined;
}

export const useRules = (required: boolean): Rule[] => {
  const t = useTexts();
  return required ? [{ required: true, message: t('act.needed') }] : [];
};

/** Words that are blank say nothing. */
export const useWordRules = (required: boolean): Rule[] =>
  useRules(required).map((rule) => ({ ...rule, whitespace: true }));

export const pathOf = ({ within = [], name }: FieldProps): string[] => [...within, name];
