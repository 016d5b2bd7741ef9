import { forgetForSession, readForSession, writeForSession } from '../../kernel/ui/setting.ts';
import type { RegisterValues } from './registration.ts';

/** What is filled in so far; uploaded files are not kept, for what was chosen is not there after a reload. */
export type Draft = Omit<Partial<RegisterValues>, 'evidence'>;

/** Of one account: whoever signs in after that finds nothing of it. */
const nameFor = (accountId: number): string => `register.${accountId}`;

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && value !== null && Object.values(value).every(isEmpty));

export function readDraft(accountId: number): Draft | undefined {
  const text = readForSession(nameFor(accountId));
  if (text === null) return undefined;
  try {
    const draft: unknown = JSON.parse(text);
    return typeof draft === 'object' && draft !== null ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** Kept in this tab until it is sent, thrown away or the person signs out; words on the device would stay. */
export function keepDraft(accountId: number, values: Partial<RegisterValues>): void {
  const { evidence: _evidence, ...draft } = values;
  writeForSession(nameFor(accountId), JSON.stringify(draft));
}

export function forgetDraft(accountId: number): void {
  forgetForSession(nameFor(accountId));
  forgetForSession(letterNameFor(accountId));
}

/** The mail that the form was filled from; its files are uploads of the account by now. */
export interface Letter {
  readonly mailId: string;
  readonly files: readonly { readonly id: string; readonly name: string }[];
}

const letterNameFor = (accountId: number): string => `register.letter.${accountId}`;

const isLetter = (value: unknown): value is Letter =>
  typeof value === 'object' && value !== null && 'mailId' in value && 'files' in value;

export function readLetter(accountId: number): Letter | undefined {
  try {
    const letter: unknown = JSON.parse(readForSession(letterNameFor(accountId)) ?? 'null');
    return isLetter(letter) ? letter : undefined;
  } catch {
    return undefined;
  }
}

/** Fills the form from a mail, in the place of whatever was in it. */
export function carryLetter(accountId: number, draft: Draft, letter: Letter): void {
  keepDraft(accountId, draft);
  writeForSession(letterNameFor(accountId), JSON.stringify(letter));
}

export function holdsWords(accountId: number): boolean {
  const draft = readDraft(accountId);
  return draft !== undefined && hasWords(draft);
}

/** Whether somebody has told something, apart from what the form begins with. */
export const hasWords = ({ title, description, typeCode, place, reporter }: Draft): boolean =>
  ![title, description, typeCode, place, reporter].every(isEmpty);

/** Whether the form holds the words of another caller than this one. */
export function holdsAnother(accountId: number, phone: string | undefined): boolean {
  const draft = readDraft(accountId);
  if (draft === undefined || !hasWords(draft)) return false;
  return !isEmpty(draft.reporter?.phone) && draft.reporter?.phone !== phone;
}

/** Puts the number of a caller into the form, beside what is there of the same call. */
export function carryCaller(accountId: number, phone: string | undefined): void {
  const ofMail = readLetter(accountId) !== undefined;
  const draft = ofMail || holdsAnother(accountId, phone) ? {} : readDraft(accountId);
  forgetForSession(letterNameFor(accountId));
  const reporter = { ...draft?.reporter, ...(phone === undefined ? {} : { phone }) };
  keepDraft(accountId, { ...draft, reporter });
}
