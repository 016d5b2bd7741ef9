import { type ClosingGroup, figures } from '@heliu/contract/statistics';

export const rateNames = ['closingRate', 'onTimeClosingRate', 'onTimeShare'] as const;

export const percent = (share: number | null): string =>
  share === null ? '–' : `${(share * 100).toFixed(2)} %`;

/** A cell that no spreadsheet takes for a formula. */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@]/.test(value) ? `'${value}` : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The table as a spreadsheet reads it: rates as numbers, a mark at the start for UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly [string, ClosingGroup])[]): string {
  const lines = rows.map(([name, group]) => [
    group.key,
    name,
    ...figures.map((figure) => group.figures[figure]),
    ...rateNames.map((rate) => group.rates[rate] ?? ''),
  ]);
  return `\uFEFF${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
