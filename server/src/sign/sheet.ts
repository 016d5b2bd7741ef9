import { setImmediate as yieldOnce } from 'node:timers/promises';
import type { EndpointInput } from '@heliu/contract/endpoint';
import { Problem } from '@heliu/contract/problem';
import { type getSignSheet, mostSigns, type Sign, signPath, signsOnPage } from '@heliu/contract/sign';
import type { Language } from '@heliu/contract/text';
import encodeQR from 'qr';
import { originOf } from '../kernel/origin.ts';
import { printPaper } from '../kernel/paper.ts';
import { type Context, replied } from '../kernel/route.ts';
import type { SignRoom } from './room.ts';
import { signsIn } from './signs.ts';

type Doc = PDFKit.PDFDocument;

/** Points, 72 to the inch: A4 is 595 by 842. */
const margin = 28;
const columns = 2;
const cell = { width: (595 - 2 * margin) / columns, height: (842 - 2 * margin) / (signsOnPage / columns) };
const inset = 10;
const qrSize = 128;
const ink = '#1d2b31';
const soft = '#41545e';

const words = {
  scan: { zh: '扫码上报、咨询、查询', en: 'Scan to report, ask or look up' },
  type: { zh: '不能扫码时，输入编号', en: 'Or type this code' },
} as const;

/** Modules of a QR code, run by run, so that no printer leaves hairlines between squares of one row. */
function drawQr(doc: Doc, text: string, left: number, top: number): void {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const unit = qrSize / rows.length;
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const from = x;
      while (row[x + 1] === true) x += 1;
      doc.rect(left + from * unit, top + y * unit, (x - from + 1) * unit, unit);
    }
  });
  doc.fill('#000000');
}

/** As large as it can be and still stand on two lines. */
function nameSize(doc: Doc, name: string, width: number): number {
  for (const size of [14, 12, 10]) {
    if (doc.font('bold').fontSize(size).heightOfString(name, { width }) < 2.6 * size) return size;
  }
  return 9;
}

function drawSign(doc: Doc, sign: Sign, url: string, left: number, top: number): void {
  doc
    .lineWidth(0.5)
    .dash(3, { space: 3 })
    .rect(left, top, cell.width, cell.height)
    .stroke('#9aa8af')
    .undash();
  drawQr(doc, url, left + inset / 2, top + (cell.height - qrSize) / 2);
  const x = left + qrSize + inset;
  const width = cell.width - qrSize - inset - 8;
  const line = (text: string, size: number, weight: 'regular' | 'bold', colour: string): void => {
    doc.font(weight).fontSize(size).fillColor(colour).text(text, x, doc.y, { width });
  };
  doc.y = top + 22;
  line(sign.name.zh, nameSize(doc, sign.name.zh, width), 'bold', ink);
  doc.y += 2;
  line(sign.name.en, 8.5, 'regular', soft);
  doc.y += 8;
  line(words.scan.zh, 10.5, 'bold', ink);
  line(words.scan.en, 8, 'regular', soft);
  doc.y += 8;
  line(words.type.zh, 7, 'regular', soft);
  line(words.type.en, 7, 'regular', soft);
  line(sign.code, 10, 'bold', ink);
}

async function sheetOf(
  signs: readonly Sign[],
  title: string,
  origin: string,
  language: Language,
): Promise<Buffer> {
  return printPaper({ title, layout: 'portrait', margin, language }, async (doc) => {
    for (const [no, sign] of signs.entries()) {
      const at = no % signsOnPage;
      if (no > 0 && at === 0) {
        doc.addPage();
        // Others are answered between pages.
        await yieldOnce();
      }
      const left = margin + (at % columns) * cell.width;
      const top = margin + Math.floor(at / columns) * cell.height;
      drawSign(doc, sign, `${origin}${signPath(sign.code)}`, left, top);
    }
  });
}

/** Answers with the signs of a place to print. */
export async function sendSheet(
  { kernel, city }: SignRoom,
  query: EndpointInput<typeof getSignSheet>['query'],
  { actor, request, reply, language }: Context,
): Promise<typeof replied> {
  const { place, signs } = signsIn(city.current(), actor, query);
  if (signs.length > mostSigns) {
    throw new Problem('sign.tooMany', { params: { count: signs.length, most: mostSigns } });
  }
  if (signs.length === 0) throw new Problem('resource.notFound');
  const origin = originOf(kernel.config, request);
  const bytes = await sheetOf(signs, place.name[language], origin, language);
  void reply
    .header('content-disposition', `attachment; filename="signs-${query.kind}-${place.code}.pdf"`)
    .header('cache-control', 'private, no-store')
    .type('application/pdf')
    .send(bytes);
  return replied;
}
