/**
 * Old mail programs write Chinese words as they come, without saying in which charset: headers with bytes of GBK, and
 * bodies that declare none. GB18030 holds all of GBK and GB2312. What is UTF-8 stays as it is.
 */
export function readable(raw: Buffer): Buffer {
  const end = endOfHeaders(raw);
  const head = raw.subarray(0, end);
  const rest = raw.subarray(end);
  const words = isUtf8(head) ? head : Buffer.from(gb.decode(head));
  if (isUtf8(rest)) return words === head ? raw : Buffer.concat([words, rest]);
  return Buffer.concat([declared(words.toString('utf8')), rest]);
}

const gb = new TextDecoder('gb18030');
const utf8 = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function endOfHeaders(raw: Buffer): number {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const ends = [crlf, lf].filter((end) => end >= 0);
  return ends.length === 0 ? raw.length : Math.min(...ends);
}

/** Says of a mail of one part what its bytes are, where it says nothing itself. */
function declared(head: string): Buffer {
  const unfolded = head.replaceAll(/\r?\n[ \t]+/g, ' ');
  const type = /^content-type:\s*(.*)$/im.exec(unfolded)?.[1];
  if (type === undefined) return Buffer.from(`${head}\r\nContent-Type: text/plain; charset=gb18030`);
  if (!/^text\//i.test(type) || /charset=/i.test(type)) return Buffer.from(head);
  return Buffer.from(unfolded.replace(/^(content-type:.*)$/im, '$1; charset=gb18030'));
}
