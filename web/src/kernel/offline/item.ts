import type { ProblemReply } from '@heliu/contract/problem/reply';
import type { Scheduled } from './schedule.ts';

/** Which field of the body names the files: `[{ fileId }]` or a list of ids. */
export type FilesAs = 'evidence' | 'evidenceIds';

/** What is to be sent, in the words of its endpoint; the `commandId` is the item's id. */
export interface OutboxCommand {
  readonly endpoint: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly filesAs?: FilesAs;
  /** Of the body, what stays on the device once the server has it; all of it where this is not said. */
  readonly keeps?: readonly string[];
  /** A refusal by this code says that what was written may be kept no more, as if the server had it. */
  readonly erasedBy?: string;
  /** Commands of one queue go in order. */
  readonly queue: string;
  /** The command before it in its queue: what that leaves is the version that this one expects. */
  readonly follows?: string | undefined;
  /** What it is called, so that it can be named when it has not arrived. */
  readonly about: { readonly title: string; readonly act: string; readonly code?: string | undefined };
}

export interface OutboxPhoto {
  /** Also the commandId of its first upload. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  /** Once the server has it, and since when: an upload that nothing names within a day is gone. */
  readonly fileId?: string | undefined;
  readonly sentAt?: number | undefined;
}

/** What the server said of a command that it took. */
export interface OutboxReceipt {
  readonly matterId?: string | undefined;
  readonly code?: string | undefined;
  readonly version?: number | undefined;
}

export interface OutboxContent {
  readonly command: OutboxCommand;
  readonly photos: readonly OutboxPhoto[];
  /** When it was made, by the server's clock as far as it was known. */
  readonly madeAt: number;
  readonly problem?: ProblemReply | undefined;
  readonly receipt?: OutboxReceipt | undefined;
  readonly settledAt?: number | undefined;
}

export interface OutboxItem extends Scheduled, OutboxContent {
  readonly id: string;
  readonly account: number;
}

/** A photo that is to go with a command. */
export interface NewPhoto {
  readonly blob: Blob;
  readonly name: string;
}

/** A command before it is stored, under the id that it will keep. */
export interface NewItem {
  readonly id: string;
  readonly command: OutboxCommand;
  readonly photos?: readonly NewPhoto[];
}

/** What storing commands leaves of a form that was begun; nothing where there is no value. */
export interface DraftChange {
  readonly name: string;
  readonly value?: unknown;
}

/** Why nothing is being sent although something waits. */
export type Pause = 'offline' | 'signIn';
