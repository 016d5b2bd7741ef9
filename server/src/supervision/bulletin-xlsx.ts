import { isoInZone } from '@heliu/contract/deadline/local-time';
import type { Bulletin, BulletinCounts } from '@heliu/contract/supervision';
import type { Language, Text } from '@heliu/contract/text';
import type exceljs from 'exceljs';
import { columns, rangeText, words } from './bulletin-texts.ts';

interface NamedRow extends BulletinCounts {
  readonly name: Text;
}

function figuresSheet(
  book: exceljs.Workbook,
  { title, head, rows }: { readonly title: Text; readonly head: Text; readonly rows: readonly NamedRow[] },
  bulletin: Bulletin,
  language: Language,
): void {
  const sheet = book.addWorksheet(title[language]);
  sheet.addRow([`${bulletin.place[language]} ${words.title[language]} ${rangeText(bulletin, language)}`]);
  sheet.addRow([head[language], ...columns.map(({ name }) => name[language])]);
  for (const row of rows) sheet.addRow([row.name[language], ...columns.map(({ of }) => of(row))]);
  finish(sheet);
  columns.forEach(({ isShare }, no) => {
    if (isShare === true) sheet.getColumn(no + 2).numFmt = '0.0%';
  });
}

/** The title and the head stand out, the head stays in sight, and columns are as wide as names need. */
function finish(sheet: exceljs.Worksheet): void {
  sheet.getRow(1).font = { bold: true, size: 14 };
  sheet.getRow(2).font = { bold: true };
  sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: 2 }];
  sheet.columns.forEach((column, no) => {
    column.width = no === 0 ? 34 : 14;
  });
}

/** A workbook knows no zones: the wall clock of the city stands as if it were UTC. */
const wallDate = (at: string | null, timeZone: string): Date | null =>
  at === null ? null : new Date(`${isoInZone(Date.parse(at), timeZone).slice(0, 16)}Z`);

function redSheet(book: exceljs.Workbook, bulletin: Bulletin, language: Language, timeZone: string): void {
  const sheet = book.addWorksheet(words.red[language]);
  sheet.addRow([`${words.red[language]} (${bulletin.redTotal})`]);
  const head = [words.type, words.unit, words.township, words.code, words.since, words.due];
  sheet.addRow(head.map((name) => name[language]));
  for (const card of bulletin.red) {
    sheet.addRow([
      card.typeName[language],
      card.unit.name[language],
      card.township?.name[language] ?? '',
      card.matterCode,
      wallDate(card.reachedAt, timeZone),
      wallDate(card.dueAt, timeZone),
    ]);
  }
  finish(sheet);
  for (const no of [2, 3, 4, 5, 6]) sheet.getColumn(no).width = 26;
  for (const no of [5, 6]) sheet.getColumn(no).numFmt = 'yyyy-mm-dd hh:mm';
}

/** The bulletin as a workbook: towns, units and open red cards, each on a sheet of its own. */
export async function xlsxOf(bulletin: Bulletin, language: Language, timeZone: string): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  const total: NamedRow = { ...bulletin.total, name: words.total };
  figuresSheet(
    book,
    { title: words.byTownship, head: words.township, rows: [total, ...bulletin.townships] },
    bulletin,
    language,
  );
  figuresSheet(book, { title: words.byUnit, head: words.unit, rows: bulletin.units }, bulletin, language);
  redSheet(book, bulletin, language, timeZone);
  return Buffer.from(await book.xlsx.writeBuffer());
}
