import type { Text } from './text.ts';

/** Codes of Node, of its TLS, of the mail library and of ours, by what they mean to those who look after the other system. */
const meanings: readonly (readonly [RegExp, Text])[] = [
  [
    /EPRIVATE/,
    { zh: '地址指向内部网络，未获允许', en: 'The address leads into a network that is not permitted' },
  ],
  [/ENOTFOUND|EAI_AGAIN|EDNS/, { zh: '找不到该主机名', en: 'The name of the host is not known' }],
  [/ECONNREFUSED/, { zh: '对方拒绝连接', en: 'The connection was refused' }],
  [
    /ABORT_ERR|TIMEDOUT|TimeoutError|aborted due to timeout/,
    { zh: '对方未在时限内应答', en: 'No answer came in time' },
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_|ETLS|ERR_TLS|ERR_SSL|EPROTO/,
    { zh: '证书或加密连接有误', en: 'The certificate or encryption is at fault' },
  ],
  [/EAUTH/, { zh: '对方不接受登录凭据', en: 'The credentials were refused' }],
  [/EENVELOPE/, { zh: '邮件服务器不接受收件地址', en: 'The mail server refused the address' }],
  [/EMESSAGE/, { zh: '邮件服务器没有收下邮件', en: 'The mail server did not take the mail' }],
  [
    /ECONNRESET|ECONNECTION|ESOCKET|EPIPE|EHOSTUNREACH|ENETUNREACH|fetch failed/,
    { zh: '连接中断或无法建立', en: 'The connection broke off or could not be made' },
  ],
];

/** Why another system did not take what was sent, out of the codes that are kept of it; unknown ones stand for themselves. */
export function failureText(error: string): Text {
  const status = /(?:HTTP|answered) (\d{3})/.exec(error)?.[1];
  if (status !== undefined) return { zh: `对方返回 HTTP ${status}`, en: `It answered HTTP ${status}` };
  const found = meanings.find(([codes]) => codes.test(error))?.[1];
  if (found === undefined) return { zh: error, en: error };
  const code = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?: \d{3})?\b(?=\.?$)/.exec(error)?.[0];
  if (code === undefined) return found;
  return { zh: `${found.zh}（${code}）`, en: `${found.en} (${code})` };
}
