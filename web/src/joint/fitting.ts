import type { DutiesOfUnit } from '@heliu/contract/joint';
import type { Text } from '@heliu/contract/text';

const holds = ({ zh, en }: Text, words: string): boolean =>
  zh.toLowerCase().includes(words) || en.toLowerCase().includes(words);

/** Units whose name has the words, with all their duties, and of others the duties that have them. */
export function fitting(rows: readonly DutiesOfUnit[], text: string | undefined): DutiesOfUnit[] {
  const words = text?.trim().toLowerCase() ?? '';
  if (words === '') return [...rows];
  return rows.flatMap((row) => {
    if (holds(row.unit.name, words)) return [row];
    const duties = row.duties.filter(
      ({ name, description }) => holds(name, words) || holds(description, words),
    );
    return duties.length === 0 ? [] : [{ ...row, duties }];
  });
}
