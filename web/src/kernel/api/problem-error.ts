import type { FieldFault, ProblemReply } from '@heliu/contract/problem/reply';

/** Failures that happen on this side of the wire; their texts are in the kernel's locale files. */
export type ClientFault = 'client.unreachable' | 'client.timeout' | 'client.unexpected';

/** A call that did not succeed, with the server's problem or one of our own. */
export class ProblemError extends Error {
  readonly reply: ProblemReply;

  constructor(reply: ProblemReply, cause?: unknown) {
    super(reply.title, cause === undefined ? undefined : { cause });
    this.name = 'ProblemError';
    this.reply = reply;
  }

  static ofClient(fault: ClientFault, cause?: unknown): ProblemError {
    return new ProblemError(
      { type: `urn:heliu:problem:${fault}`, title: fault, status: 0, code: fault },
      cause,
    );
  }

  get code(): string {
    return this.reply.code;
  }

  get status(): number {
    return this.reply.status;
  }

  get faults(): readonly FieldFault[] {
    return this.reply.errors ?? [];
  }

  /** The server may have acted although no answer told so: a repeat must carry the same commandId. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  /** Only 4xx answers are final; the rest may pass by themselves. */
  get mayPass(): boolean {
    return this.outcomeUnknown || this.status === 429;
  }
}

export const isProblem = (error: unknown, code?: string): error is ProblemError =>
  error instanceof ProblemError && (code === undefined || error.code === code);

/** Refused for what it is: the same is refused again. */
export const isFinal = (error: unknown): boolean => error instanceof ProblemError && !error.mayPass;
