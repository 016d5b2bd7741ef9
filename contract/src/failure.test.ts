import { expect, test } from 'vitest';
import { failureText } from './failure.ts';

test.each([
  ['HTTP 503', '对方返回 HTTP 503', 'It answered HTTP 503'],
  ['The gateway answered 429.', '对方返回 HTTP 429', 'It answered HTTP 429'],
  [
    'EPRIVATE',
    '地址指向内部网络，未获允许（EPRIVATE）',
    'The address leads into a network that is not permitted (EPRIVATE)',
  ],
  ['ABORT_ERR', '对方未在时限内应答（ABORT_ERR）', 'No answer came in time (ABORT_ERR)'],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    '证书或加密连接有误（DEPTH_ZERO_SELF_SIGNED_CERT）',
    'The certificate or encryption is at fault (DEPTH_ZERO_SELF_SIGNED_CERT)',
  ],
  [
    'The mail server did not take the mail: EMESSAGE 451.',
    '邮件服务器没有收下邮件（EMESSAGE 451）',
    'The mail server did not take the mail (EMESSAGE 451)',
  ],
  ['fetch failed', '连接中断或无法建立', 'The connection broke off or could not be made'],
  ['EWHATEVER', 'EWHATEVER', 'EWHATEVER'],
])('%s is said in words', (error, zh, en) => {
  expect(failureText(error)).toEqual({ zh, en });
});
