/** First lines of what mail programs put below an answer. */
const beginnings = [
  /^\s*-{2,}\s*(original message|forwarded message|原始邮件|原邮件|转发邮件|回复的原邮件)\s*-{2,}\s*$/i,
  /^\s*(on .{4,200}|在.{4,200}|于.{4,200}|.{0,100}\d{4}.{4,150})(wrote|写道|寫道)\s*[:：]\s*$/i,
  /^\s*_{10,}\s*$/,
  /^\s*>/,
];
/** Programs that begin with the headers of the mail before. */
const firstHeader = /^\s*\**(from|发件人|發件人|寄件者)\**\s*[:：]/i;
const laterHeader =
  /^\s*\**(sent|date|to|subject|发送时间|发送日期|日期|时间|收件人|主题|寄件日期)\**\s*[:：]/i;

function beginsQuote(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (beginnings.some((one) => one.test(line))) return true;
  if (!firstHeader.test(line)) return false;
  return lines.slice(index + 1, index + 4).some((next) => laterHeader.test(next));
}

/**
 * Parts what somebody wrote from the mail it answers to. Who answers below or between the lines of the other is
 * not parted: nothing that was written may be hidden.
 */
export function trimQuoted(text: string): { readonly own: string; readonly quoted: string } {
  const lines = joinedIntroduction(text).split('\n');
  const start = lines.findIndex((_line, index) => beginsQuote(lines, index));
  if (start < 0) return { own: text, quoted: '' };
  const own = lines.slice(0, start).join('\n').trim();
  const rest = lines.slice(start);
  const marked = rest.findLastIndex((line) => /^\s*>/.test(line));
  const below = marked < 0 ? [] : rest.slice(marked + 1).filter((line) => line.trim() !== '');
  if (own === '' || below.length > 0) return { own: text, quoted: '' };
  return { own, quoted: rest.join('\n').trim() };
}

/** `On Monday somebody` / `wrote:` is one line that a program has broken. */
const joinedIntroduction = (text: string): string =>
  text.replaceAll(/^((?:On|在|于) .{4,150})\n(.{0,100}(?:wrote|写道)\s*[:：])\s*$/gm, '$1 $2');
