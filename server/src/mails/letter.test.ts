import { expect, test } from 'vitest';
import { readLetter } from './letter.ts';
import { trimQuoted } from './trim.ts';

const own = ['report@district.test'];
const read = (...parts: (string | Uint8Array)[]) =>
  readLetter(Buffer.concat(parts.map((part) => Buffer.from(part))), own);
const plain = (headers: string, body = 'It is dark.') => read(`${headers}\r\n\r\n${body}`);
/** 路灯坏了 in GBK. */
const lamp = Uint8Array.from([0xc2, 0xb7, 0xb5, 0xc6, 0xbb, 0xb5, 0xc1, 0xcb]);
const from = 'From: Wang <wang@sender.test>';

test('words in GBK are read whether the mail says so or not', async () => {
  const said = await read(
    `${from}\r\nSubject: =?GBK?B?wre1xru1wcs=?=\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`,
    lamp,
  );
  const silent = await read(`${from}\r\nSubject: `, lamp, '\r\n\r\n', lamp);
  const typed = await read(`${from}\r\nSubject: `, lamp, '\r\nContent-Type: text/plain\r\n\r\n', lamp);
  for (const { subject, body, language } of [said, silent, typed]) {
    expect({ subject, body, language }).toEqual({ subject: '路灯坏了', body: '路灯坏了', language: 'zh' });
  }
});

test('of a mail that is a page alone its words are left, nothing that runs or leads elsewhere', async () => {
  const { body } = await plain(
    `${from}\r\nContent-Type: text/html; charset=utf-8`,
    '<style>p{}</style><script>alert(1)</script><p>One &amp; two</p><a href="https://evil.test/x">here</a><img src="https://evil.test/pixel">',
  );
  expect(body).toBe('One & two\n\nhere');
});

test.each([
  ['Auto-Submitted: auto-replied', 'autoReply'],
  ['X-Autoreply: yes', 'autoReply'],
  ['Precedence: bulk', 'list'],
  ['List-Id: <news.weekly.test>', 'list'],
  ['Return-Path: <>', 'bounce'],
  ['Content-Type: multipart/report; boundary=b', 'bounce'],
  ['Auto-Submitted: no', null],
  ['Subject: lamp', null],
])('%s makes it %s', async (header, sorting) => {
  expect((await plain(`${from}\r\n${header}`)).sorting).toBe(sorting);
});

test('what comes from the mailbox itself or from a mail server is nobody’s letter', async () => {
  expect((await plain('From: Report@District.test')).sorting).toBe('own');
  expect((await plain('From: MAILER-DAEMON@relay.test')).sorting).toBe('bounce');
});

test.each([
  'Yes.\n\nOn Mon, 3 Nov 2026 at 10:00, Centre <c@d.test> wrote:\n> Is it dark?',
  'Yes.\n\nOn Mon, 3 Nov 2026 at 10:00, Centre\n<c@d.test> wrote:\n> Is it dark?',
  'Yes.\n\n-----Original Message-----\nFrom: c@d.test\nIs it dark?',
  'Yes.\n\n------------------ 原始邮件 ------------------\n发件人: 中心\n还黑吗？',
  'Yes.\n\n在 2026年11月3日，中心 写道：\n> 还黑吗？',
  'Yes.\n\n发件人: 中心\n发送时间: 2026年11月3日\n主题: 路灯\n\n还黑吗？',
])('what a mail answers to is parted from its own words (%#)', (text) => {
  const { own: words, quoted } = trimQuoted(text);
  expect(words).toBe('Yes.');
  expect(quoted).not.toBe('');
});

test('no word is half a sign, and no address holds what is none', async () => {
  const lamps = '\u{1F4A1}'.repeat(200);
  const letter = await read(
    `From: Wang <wa\u0000ng@sender.test>\r\nSubject: x${lamps}\r\nMIME-Version: 1.0\r\n`,
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhere\r\n--b\r\n`,
    `Content-Type: text/plain\r\nContent-Disposition: attachment; filename="x${lamps}.txt"\r\n\r\nlist\r\n--b--`,
  );
  const [file] = letter.enclosures;
  const half = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/;
  expect([letter.subject.length, file?.name.length]).toEqual([299, 199]);
  expect(half.test(letter.subject) || half.test(file?.name ?? '')).toBe(false);
  expect(letter.senderAddress).toBe('wang@sender.test');
});

test('who answers between the lines of another loses no word', () => {
  const text = 'Hello.\n> Is it dark?\nYes, all night.\n> Where?\nAt gate 3.';
  expect(trimQuoted(text)).toEqual({ own: text, quoted: '' });
  expect(trimQuoted('> only this').own).toBe('> only this');
});

test('a line of nothing but blanks is read as fast as any other', async () => {
  const begun = performance.now();
  const { body } = await plain(from, `a${' '.repeat(200_000)}b  \nc`);
  expect(body.endsWith('c')).toBe(false);
  expect(performance.now() - begun).toBeLessThan(5000);
});
