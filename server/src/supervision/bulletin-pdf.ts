import { isoInZone } from '@heliu/contract/deadline/local-time';
import type { Bulletin, BulletinCounts } from '@heliu/contract/supervision';
import type { Language, Text } from '@heliu/contract/text';
import { printPaper } from '../kernel/paper.ts';
import { columns, rangeText, words } from './bulletin-texts.ts';
import { type PaperColumn, paperTable } from './paper-table.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

interface NamedRow extends BulletinCounts {
  readonly name: Text;
}

function cellsOf(row: NamedRow, language: Language): string[] {
  const figures = columns.map(({ of, isShare }) => {
    const value = of(row);
    if (value === null) return '–';
    return isShare === true ? percent(value) : String(value);
  });
  return [row.name[language], ...figures];
}

type Doc = PDFKit.PDFDocument;

const margin = 40;
const nameWidth = 150;

function heading(doc: Doc, text: string): void {
  if (doc.y > doc.page.height - 120) doc.addPage();
  doc.x = margin;
  doc.font('bold').fontSize(12).text(text, margin, doc.y);
  doc.moveDown(0.4);
}

function figures(doc: Doc, bulletin: Bulletin, language: Language): void {
  const width = (doc.page.width - 2 * margin - nameWidth) / columns.length;
  const shape: PaperColumn[] = [
    { width: nameWidth, align: 'left' },
    ...columns.map(() => ({ width, align: 'right' as const })),
  ];
  const head = (name: Text) => [name[language], ...columns.map((column) => column.name[language])];
  const total: NamedRow = { ...bulletin.total, name: words.total };
  const tables = [
    { title: words.byTownship, head: words.township, rows: [total, ...bulletin.townships] },
    { title: words.byUnit, head: words.unit, rows: bulletin.units },
  ];
  for (const one of tables) {
    if (one.rows.length === 0) continue;
    heading(doc, one.title[language]);
    paperTable(
      doc,
      shape,
      head(one.head),
      one.rows.map((row) => cellsOf(row, language)),
    );
  }
}

function redCards(doc: Doc, bulletin: Bulletin, language: Language, timeZone: string): void {
  heading(doc, `${words.red[language]} (${bulletin.redTotal})`);
  if (bulletin.red.length === 0) {
    doc.font('regular').fontSize(9.5).text(words.noRed[language], margin);
    return;
  }
  const local = (at: string | null): string =>
    at === null ? '–' : isoInZone(Date.parse(at), timeZone).slice(0, 16).replace('T', ' ');
  const rows = bulletin.red.map((card) => [
    card.typeName[language],
    card.unit.name[language],
    card.township?.name[language] ?? '–',
    card.matterCode,
    local(card.reachedAt),
    local(card.dueAt),
  ]);
  const head = [words.type, words.unit, words.township, words.code, words.since, words.due];
  paperTable(
    doc,
    [190, 170, 130, 92, 90, 90].map((width) => ({ width, align: 'left' as const })),
    head.map((name) => name[language]),
    rows,
  );
}

/** The bulletin on paper: A4 lying, with an embedded font that has both languages. */
export async function pdfOf(bulletin: Bulletin, language: Language, timeZone: string): Promise<Buffer> {
  const title = `${bulletin.city[language]} ${words.title[language]}`;
  const paper = { title: `${title} ${bulletin.from}`, layout: 'landscape', margin, language } as const;
  return printPaper(paper, (doc) => {
    doc.font('bold').fontSize(18).text(title);
    doc
      .font('regular')
      .fontSize(11)
      .text(`${bulletin.place[language]}　${rangeText(bulletin, language)}`);
    doc.fontSize(9).fillColor('#41545e').text(words.note[language]);
    if (bulletin.running) doc.text(words.running[language]);
    doc.fillColor('black').moveDown(0.8);
    figures(doc, bulletin, language);
    redCards(doc, bulletin, language, timeZone);
  });
}
