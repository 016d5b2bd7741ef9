import type { Language } from '@heliu/contract/text';

/** Language of the command line: `--lang` when given, else the locale of the terminal, else English. */
export function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const given = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const asked = given ?? args[args.indexOf('--lang') + 1];
  if ((given !== undefined || args.includes('--lang')) && (asked === 'zh' || asked === 'en')) return asked;
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(Boolean) ?? '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
