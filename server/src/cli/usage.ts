import type { Language } from '@heliu/contract/text';

/** What the reader of the command line says of wrong usage, and the same in Chinese. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.+)'$/, '没有命令“$1”'],
  [/^error: unknown option '(.+)'$/, '没有选项“$1”'],
  [/^error: required option '(.+)' not specified$/, '缺少选项 $1'],
  [/^error: missing required argument '(.+)'$/, '缺少参数 $1'],
  [/^error: option '(.+)' argument missing$/, '选项 $1 没有值'],
  [
    /^error: option '(.+)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/,
    '选项 $1 不能是“$2”，可选：$3',
  ],
  [
    /^error: too many arguments.*Expected (\d+) arguments? but got (\d+).*$/,
    '参数过多：应为 $1 个，给了 $2 个',
  ],
  [/^\(Did you mean (?:one of )?(.+)\?\)$/, '（是否指 $1？）'],
];

/** Wrong usage in the language of the terminal, line by line; what is not known stays as it is. */
export function usageText(text: string, language: Language): string {
  if (language === 'en') return text;
  return text
    .split('\n')
    .map((line) => {
      const known = faults.find(([pattern]) => pattern.test(line));
      return known === undefined ? line : line.replace(known[0], known[1]);
    })
    .join('\n');
}
