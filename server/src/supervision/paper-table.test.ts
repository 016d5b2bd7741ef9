import Pdf from 'pdfkit';
import { expect, test, vi } from 'vitest';
import { paperTable } from './paper-table.ts';

test('the letters of a cell stand in the middle of its row, however many lines it has', () => {
  const doc = new Pdf({ size: 'A4' });
  doc.registerFont('regular', 'Helvetica');
  const boxes = vi.spyOn(doc, 'rect');
  const words = vi.spyOn(doc, 'text');
  const column = { width: 80, align: 'left' } as const;
  paperTable(doc, [column], ['Town'], [['12'], ['District Municipal Works Centre']]);

  const height = 8.5 * 0.73;
  for (const [, top, , tall] of boxes.mock.calls) {
    const baselines = words.mock.calls
      .map((call: readonly unknown[]) => Number(call[2]))
      .filter((y) => y > top && y < top + tall);
    const above = Math.min(...baselines) - height - top;
    const below = top + tall - Math.max(...baselines);
    expect(Math.abs(above - below)).toBeLessThan(0.5);
  }
  expect(words).toHaveBeenCalledWith(
    '12',
    76,
    expect.any(Number),
    expect.objectContaining({ baseline: 'alphabetic' }),
  );
  expect(words).toHaveBeenCalledTimes(5);
});
