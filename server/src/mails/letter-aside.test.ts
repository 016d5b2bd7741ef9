import { expect, test } from 'vitest';
import { readLetter } from './letter.ts';
import { readAside } from './letter-aside.ts';

const mail = (body: string) =>
  Buffer.from(`From: Wang <wang@sender.test>\r\nSubject: lamp\r\nMessage-ID: <1@sender>\r\n\r\n${body}`);
const long = (line: string, times: number) => mail(`It is dark.\n${line.repeat(times)}`);

test('a long mail is read as a short one is, files and all', async () => {
  const files = `From: a@b.cn\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n${'x'.repeat(40_000)}\r\n--b--\r\n`;
  for (const raw of [mail('It is dark.'), long('word \n', 9000), Buffer.from(files)]) {
    const read = await readAside(raw, []);
    const known = await readLetter(raw, []);
    expect({ ...read, enclosures: [] }).toEqual({ ...known, enclosures: [] });
    expect(read.enclosures.map(({ content }) => Buffer.from(content).toString())).toEqual(
      known.enclosures.map(({ content }) => Buffer.from(content).toString()),
    );
  }
});

test('one that takes too long is given up, and others are answered meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 20);
  await expect(readAside(long('\n', 3_000_000), [], 1000)).rejects.toThrow('took too long');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});
