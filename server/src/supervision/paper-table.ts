type Doc = PDFKit.PDFDocument;

const size = 8.5;
const lineHeight = 12;
const padding = 4;
/** From the middle of a letter down to the line it stands on, for Latin capitals and Chinese characters alike. */
const halfLetter = size * 0.37;

export interface PaperColumn {
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** Chinese characters are as wide as they are high, Latin ones little more than half. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? size : size * 0.56), 0);

/** Lines of a cell: broken between words, and anywhere between Chinese characters. */
function linesOf(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+/g) ?? []) {
    if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

function drawRow(doc: Doc, cells: readonly string[], columns: readonly PaperColumn[], isHead: boolean): void {
  const wrapped = cells.map((cell, no) => linesOf(cell, (columns[no]?.width ?? 0) - 2 * padding));
  const height = Math.max(...wrapped.map((lines) => lines.length)) * lineHeight + padding;
  const top = doc.y;
  let left = doc.page.margins.left;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  if (isHead) doc.rect(left, top, width, height).fill('#e9eff1');
  doc.lineWidth(0.5).rect(left, top, width, height).stroke('#9aa8af');
  doc.fillColor('black');
  wrapped.forEach((lines, no) => {
    const { width: own, align } = columns[no] ?? { width: 0, align: 'left' };
    lines.forEach((line, at) => {
      const room = own - 2 * padding - (align === 'right' ? doc.widthOfString(line) : 0);
      const x = left + padding + (align === 'right' ? room : 0);
      const middle = top + padding / 2 + (at + 0.5) * lineHeight;
      doc.text(line, x, middle + halfLetter, { lineBreak: false, baseline: 'alphabetic' });
    });
    left += own;
  });
  doc.x = doc.page.margins.left;
  doc.y = top + height;
}

/**
 * A table over as many pages as it takes, its head on each. The tables of pdfkit measure each cell over and over, which
 * takes minutes with a font of this size.
 */
export function paperTable(
  doc: Doc,
  columns: readonly PaperColumn[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  doc.font('regular').fontSize(size);
  const bottom = () => doc.page.height - doc.page.margins.bottom - 3 * lineHeight;
  drawRow(doc, head, columns, true);
  for (const row of rows) {
    if (doc.y > bottom()) {
      doc.addPage();
      drawRow(doc, head, columns, true);
    }
    drawRow(doc, row, columns, false);
  }
  doc.y += lineHeight;
}
