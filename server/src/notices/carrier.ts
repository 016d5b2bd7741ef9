import type { Language } from '@heliu/contract/text';

/** A message as it leaves: one notice, or a digest of several. */
export interface OutgoingMessage {
  /** The same on every attempt, so that a repeat is known as one. */
  readonly id: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  /** Rule of the only notice, or `digest`. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Page of the product that shows more; holds no personal data. */
  readonly link: string | undefined;
  /** Path of that page. */
  readonly page: string;
  /** Path of the page for whoever works in the field app. */
  readonly fieldPage: string;
  readonly urgent: boolean;
}

/** Where one person is reached, read when the message goes out. */
export interface Addressee {
  readonly accountId: number | null;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  /** Whether a browser of theirs takes pushed notices. */
  readonly pushed: boolean;
}

/** One way out of the system. */
export interface Carrier {
  reaches(addressee: Addressee): boolean;
  /** @throws Error whose message names codes alone, never an address. */
  carry(message: OutgoingMessage, addressee: Addressee): Promise<void>;
}
