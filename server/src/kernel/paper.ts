import { fileURLToPath } from 'node:url';
import type { Language } from '@heliu/contract/text';

/** The package opens its list of fonts alone; they lie beside it. */
const font = (weight: 'Regular' | 'Bold'): string =>
  fileURLToPath(new URL(`../fonts/NotoSansHans-${weight}.otf`, import.meta.resolve('@embedpdf/fonts-sc')));

interface Paper {
  readonly title: string;
  readonly layout: 'portrait' | 'landscape';
  readonly margin: number;
  readonly language: Language;
}

/** An A4 document with the fonts `regular` and `bold`, which are embedded and have both languages. */
export async function printPaper(
  { title, layout, margin, language }: Paper,
  draw: (doc: PDFKit.PDFDocument) => void | Promise<void>,
): Promise<Buffer> {
  const { default: Pdf } = await import('pdfkit');
  const doc = new Pdf({
    size: 'A4',
    layout,
    margin,
    info: { Title: title },
    lang: language === 'zh' ? 'zh-CN' : 'en',
  });
  doc.registerFont('regular', font('Regular'));
  doc.registerFont('bold', font('Bold'));
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  await draw(doc);
  doc.end();
  await done;
  return Buffer.concat(parts);
}
