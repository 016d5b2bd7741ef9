import type { Language } from '@heliu/contract/text';
import { optionOf } from './env-file.ts';

/** Language of the command line: `--lang` when given, else the locale of the terminal, else English. */
export function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = optionOf(args, '--lang');
  if (asked === 'zh' || asked === 'en') return asked;
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(Boolean) ?? '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
