import { uploadReportEvidence } from '@heliu/contract/evidence';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { ProblemReply } from '@heliu/contract/problem/reply';
import { ProblemError, addressOf } from '../../kernel/api/index.ts';
import { currentLanguage } from '../../kernel/i18n/index.ts';

type Uploaded = EndpointReply<typeof uploadReportEvidence>;

interface Sending {
  readonly file: File;
  readonly commandId: string;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

const timeoutMs = 180_000;

/** `call` cannot tell how far an upload is; this can. */
export function sendFile({ file, commandId, onProgress, signal }: Sending): Promise<Uploaded> {
  const body = new FormData();
  body.append('commandId', commandId);
  body.append('file', file);
  return new Promise<Uploaded>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (fault: 'client.unreachable' | 'client.timeout'): void =>
      reject(ProblemError.ofClient(fault));
    request.open(uploadReportEvidence.method, addressOf(uploadReportEvidence));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', currentLanguage() === 'zh' ? 'zh-CN' : 'en');
    request.setRequestHeader('x-requested-with', 'heliu');
    request.timeout = timeoutMs;
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    });
    request.addEventListener('error', () => fail('client.unreachable'));
    request.addEventListener('abort', () => fail('client.unreachable'));
    request.addEventListener('timeout', () => fail('client.timeout'));
    request.addEventListener('load', () => settle(request, resolve, reject));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function settle(
  { status, responseText }: XMLHttpRequest,
  resolve: (uploaded: Uploaded) => void,
  reject: (error: ProblemError) => void,
): void {
  const value = parse(responseText);
  const uploaded = uploadReportEvidence.reply.safeParse(value);
  if (status < 300 && uploaded.success) return resolve(uploaded.data);
  const problem = ProblemReply.safeParse(value);
  if (problem.success) return reject(new ProblemError(problem.data));
  return reject(ProblemError.ofClient(status >= 500 ? 'client.unreachable' : 'client.unexpected'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
