import CFB from 'cfb';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEvidenceApp } from './test-app.ts';

let app: Awaited<ReturnType<typeof startEvidenceApp>>;
beforeAll(async () => {
  app = await startEvidenceApp();
});
afterAll(() => app.close());

type Parts = Record<string, string | Buffer>;

function container(parts: Parts, fileType: 'zip' | 'cfb'): Buffer {
  const made = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts)) CFB.utils.cfb_add(made, name, Buffer.from(content));
  return Buffer.from(CFB.write(made, { fileType, type: 'buffer', compression: true }) as Uint8Array);
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const contentTypes = (main: string, type: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${main}" ContentType="${type}"/></Types>`;
const docx = (more: Parts = {}, type = word): Buffer =>
  container(
    {
      '[Content_Types].xml': contentTypes('word/document.xml', type),
      'word/document.xml': '<w:document/>',
      ...more,
    },
    'zip',
  );
const pptx = (): Buffer =>
  container(
    {
      '[Content_Types].xml': contentTypes(
        'ppt/presentation.xml',
        'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
      ),
      'ppt/presentation.xml': '<p:presentation/>',
    },
    'zip',
  );

async function xlsx(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('表').addRow(['事项', 1]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const pdf = (body = ''): string =>
  `%PDF-1.7\n1 0 obj\n<< /Type /Catalog ${body} >>\nendobj\nstartxref\n9\n%%EOF\n`;
const mp3 = (): Buffer =>
  Buffer.concat(
    Array.from({ length: 4 }, () => Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)])),
  );

function box(type: string, ...content: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 8);
  return Buffer.concat([size, Buffer.from(type, 'latin1'), body]);
}
const movie = (brand: string): Buffer =>
  Buffer.concat([
    box('ftyp', brand, '\0\0\0\0'),
    box('uuid', Buffer.alloc(16), 'SECRET-XMP'),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100)),
      box('trak', box('tkhd', Buffer.alloc(84)), box('udta', box('name', 'SECRET-TRACK'))),
      box('udta', box('\u00a9xyz', '\0\u0012\u0015\u00c7+29.9792+106.2750/')),
      box('meta', 'com.apple.quicktime.location.ISO6709 SECRET-META'),
    ),
    box('free', 'SECRET-LEFTOVER'),
    box('mdat', 'picture and sound'),
  ]);

describe('what is taken, by its content', () => {
  test.each<[string, string, () => Promise<string | Buffer>]>([
    ['pdf', 'application/pdf', async () => pdf()],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', async () => docx()],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xlsx],
    ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', async () => pptx()],
    ['doc', 'application/msword', async () => container({ WordDocument: Buffer.alloc(5000, 1) }, 'cfb')],
    ['xls', 'application/vnd.ms-excel', async () => container({ Workbook: Buffer.alloc(5000, 1) }, 'cfb')],
    ['ppt', 'application/vnd.ms-powerpoint', async () => container({ 'PowerPoint Document': 'x' }, 'cfb')],
    ['txt', 'text/plain', async () => '河边路灯不亮\r\n第二行\ttab'],
    ['csv', 'text/csv', async () => '编号,内容\n1,路灯\n'],
    ['mp3', 'audio/mpeg', async () => mp3()],
    ['amr', 'audio/amr', async () => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(320, 4)])],
    ['m4a', 'audio/mp4', async () => movie('M4A ')],
    ['mp4', 'video/mp4', async () => movie('isom')],
    ['mov', 'video/quicktime', async () => movie('qt  ')],
    ['3gp', 'video/3gpp', async () => movie('3gp4')],
  ])('%s', async (ending, mediaType, make) => {
    const content = await make();
    const uploaded = await app.upload(content, { name: `证明 材料.${ending}`, declared: 'text/html' });
    expect(uploaded).toMatchObject({
      kind: 'file',
      mediaType,
      name: `证明 材料.${ending}`,
      bytes: Buffer.byteLength(content),
      width: null,
      place: null,
      status: 'ready',
    });
    const reply = await app.get(uploaded.id);
    expect(reply.headers['content-type']).toMatch(new RegExp(`^${mediaType.replaceAll('.', '\\.')}(;|$)`));
    expect(reply.headers['content-disposition']).toMatch(/^attachment; /);
    if (!['m4a', 'mp4', 'mov', '3gp'].includes(ending))
      expect(reply.rawPayload.equals(Buffer.from(content))).toBe(true);
  });

  test('an old Office file of many sectors, with its table spread over a chain', async () => {
    const large = container({ Workbook: Buffer.alloc(9_000_000, 7) }, 'cfb');
    expect(large.readUInt32LE(72)).toBeGreaterThan(0);
    expect(await app.upload(large)).toMatchObject({ name: 'upload.xls' });
  });

  test('text in GB 18030 and UTF-16', async () => {
    const gb = Buffer.from('c2b7b5c6b2bbc1c12cd3aacad50d0a', 'hex');
    expect(await app.upload(gb, { name: '表.csv' })).toMatchObject({ mediaType: 'text/csv' });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('路灯\n', 'utf16le')]);
    expect(await app.upload(wide, { name: 'a.TXT' })).toMatchObject({ name: 'a.txt' });
  });

  test('recordings leave without place, titles and leftovers, otherwise unchanged', async () => {
    for (const brand of ['isom', 'qt  ', 'M4A ']) {
      const sent = movie(brand);
      const { rawPayload: kept } = await app.get((await app.upload(sent)).id);
      expect(kept.length).toBe(sent.length);
      for (const told of ['SECRET', '29.9792', '\u00a9xyz', 'ISO6709'])
        expect(kept.includes(Buffer.from(told, 'latin1'))).toBe(false);
      for (const needed of ['mvhd', 'tkhd', 'picture and sound'])
        expect(kept.indexOf(needed)).toBe(sent.indexOf(needed));
    }
  });

  test('a PDF with a script is taken and only ever downloaded', async () => {
    const uploaded = await app.upload(pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'));
    const reply = await app.get(uploaded.id);
    expect(reply.headers).toMatchObject({
      'content-disposition': 'attachment; filename=upload.pdf',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect((await app.get(uploaded.id, 1, '?size=thumb')).statusCode).toBe(404);
  });
});

describe('names are made harmless and end as what the file is', () => {
  test.each([
    ['invoice.pdf.exe', 'invoice.pdf.exe.pdf'],
    ['C:\\Users\\wang\\合同.PDF', '合同.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['a\u202efdp.exe', 'a fdp.exe.pdf'],
    ['"quoted"; filename=x.html', 'quoted ; filename=x.html.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['', 'file.pdf'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(100)}.pdf`],
  ])('%j', async (sent, kept) => {
    const uploaded = await app.upload(pdf(), { name: sent === '' ? '.' : sent });
    expect(uploaded.name).toBe(kept);
    const header = String((await app.get(uploaded.id)).headers['content-disposition']);
    expect(header).toMatch(/^attachment; [ -~]+$/);
    const encoded = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
    if (encoded !== undefined) expect(decodeURIComponent(encoded)).toBe(kept);
  });
});

describe('what is not taken', () => {
  const vba = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  test.each<[string, () => string | Buffer, string?]>([
    ['a Windows program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['a Linux program', () => Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200)])],
    ['a program called text', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'readme.txt'],
    ['a zip', () => container({ 'a.txt': 'x' }, 'zip')],
    ['a zip called docx', () => container({ 'a.txt': 'x' }, 'zip'), 'letter.docx'],
    ['a zip of two kinds of Office', () => docx({ 'xl/workbook.xml': '<workbook/>' })],
    ['an installer (another compound file)', () => container({ Property: 'x' }, 'cfb'), 'a.doc'],
    ['rich text', () => '{\\rtf1\\ansi x}', 'letter.doc'],
    ['HTML', () => '<!doctype html><script>alert(1)</script>', 'page.html'],
    ['a script', () => '#!/bin/sh\nrm -rf /\n', 'run.sh'],
    ['text without an ending', () => 'plain words', 'words'],
    ['an XML document called text', () => '<?xml version="1.0"?><a/>', 'a.txt'],
    ['a Java archive', () => container({ 'META-INF/MANIFEST.MF': 'Main-Class: X', 'X.class': 'x' }, 'zip')],
  ])('%s', async (_what, make, name = 'upload') => {
    const problem = await app.refuse(make(), { name, declared: 'application/pdf' });
    expect(problem).toMatchObject({ code: 'evidence.notAllowed', status: 415 });
    expect(problem.title).toContain('PDF DOCX XLSX');
  });

  test.each<[string, () => Buffer]>([
    ['a document with VBA', () => docx({ 'word/vbaProject.bin': 'x' })],
    ['a document that declares macros', () => docx({}, vba)],
    [
      'macros under another name',
      () =>
        docx(
          {},
          `${word}"/><Override PartName="/word/x.dat" ContentType="application/vnd.ms-office.vbaProject`,
        ),
    ],
    ['an Excel 4 macro sheet', () => docx({ 'xl/macrosheets/sheet1.xml': 'x' })],
    ['an ActiveX control', () => docx({ 'word/activeX/activeX1.bin': 'x' })],
    ['a wrapped program', () => docx({ 'word/embeddings/oleObject1.bin': 'x' })],
    ['an old document with macros', () => container({ WordDocument: 'x', 'Macros/VBA/dir': 'x' }, 'cfb')],
    [
      'an old workbook with macros',
      () => container({ Workbook: 'x', '_VBA_PROJECT_CUR/VBA/dir': 'x' }, 'cfb'),
    ],
  ])('%s', async (_what, make) => {
    expect(await app.refuse(make())).toMatchObject({ code: 'evidence.macros', status: 422 });
  });

  test('an Office file under a password', async () => {
    const locked = container({ EncryptedPackage: 'x', EncryptionInfo: 'x' }, 'cfb');
    expect(await app.refuse(locked, { name: 'a.docx' })).toMatchObject({
      code: 'evidence.protected',
      status: 422,
    });
  });

  test('a zip bomb dressed as a document', async () => {
    const sizes = [
      { packed: 1000, unpacked: 20_000_000 },
      { packed: 20_000_000, unpacked: 1_500_000_000 },
    ];
    for (const { packed, unpacked } of sizes) {
      const large = docx({ 'word/media/a.bin': 'x' });
      const directory = large.lastIndexOf('PK\u0001\u0002');
      large.writeUInt32LE(packed, directory + 20);
      large.writeUInt32LE(unpacked, directory + 24);
      expect(await app.refuse(large)).toMatchObject({ code: 'evidence.damaged' });
    }
  });

  test.each<[string, () => Buffer | string]>([
    ['PDF', () => pdf().slice(0, -20)],
    ['docx', () => docx().subarray(0, -60)],
    ['mp4', () => movie('isom').subarray(0, -5)],
    ['mp4 without its index', () => Buffer.concat([box('ftyp', 'isom', '\0\0\0\0'), box('mdat', 'x')])],
    ['doc', () => container({ WordDocument: Buffer.alloc(5000, 1) }, 'cfb').subarray(0, 700)],
  ])('%s that breaks off', async (_what, make) => {
    expect((await app.refuse(make())).code).toMatch(/^evidence\.(damaged|notAllowed)$/);
  });

  test('text with bytes no text holds', async () => {
    const content = Buffer.concat([Buffer.from('plain words\n'), Buffer.from([0, 1, 2])]);
    expect(await app.refuse(content, { name: 'a.txt' })).toMatchObject({ code: 'evidence.notAllowed' });
  });
});
