import { uploadLimitBytes } from '@heliu/contract/evidence';
import { Problem } from '@heliu/contract/problem';
import type { Language, Text } from '@heliu/contract/text';
import { isUnfit } from '../kernel/db.ts';
import { unfitReason } from '../kernel/http.ts';
import type { Shape } from './shape.ts';

/** A refusal in the terms of the standard: the HTTP status is its code. */
export class Open311Error extends Error {
  readonly status: number;
  readonly texts: readonly Text[];

  constructor(status: number, ...texts: readonly Text[]) {
    super(texts.map(({ en }) => en).join(' '));
    this.name = 'Open311Error';
    this.status = status;
    this.texts = texts;
  }
}

export const missing = (field: string): Open311Error =>
  new Open311Error(400, { zh: `未提供 ${field}。`, en: `${field} was not provided.` });

export const unfit = (field: string, expected: Text): Open311Error =>
  new Open311Error(400, {
    zh: `${field} 无效：应为${/^[\w-]/.test(expected.zh) ? ' ' : ''}${expected.zh}。`,
    en: `${field} is not valid: give ${expected.en}.`,
  });

export const notFound = (field: string, value: string): Open311Error =>
  new Open311Error(404, { zh: `没有找到 ${field} ${value}。`, en: `${field} ${value} was not found.` });

interface Told {
  readonly status: number;
  readonly descriptions: readonly string[];
  readonly retryAfter?: number;
}

/** Statuses of the product that the standard says otherwise: a bad key is 403, and so is a missing one. */
const statusOf = (problem: Problem): number =>
  problem.status === 401 ? 403 : problem.code === 'input.invalid' ? 400 : problem.status;

/** What a client is told of an error; undefined where it is ours and only its number may be said. */
export function tell(error: unknown, language: Language): Told | undefined {
  if (error instanceof Open311Error) {
    return { status: error.status, descriptions: error.texts.map((text) => text[language]) };
  }
  if (error instanceof Problem && error.status < 500) {
    const faults = error.errors.map(({ field, message }) => `${field}: ${message}`);
    const seconds = error.params['seconds'];
    return {
      status: statusOf(error),
      descriptions: faults.length > 0 ? faults : [error.text(language)],
      ...(error.code === 'request.tooMany' ? { retryAfter: Number(seconds ?? 60) } : {}),
    };
  }
  if (isUnfit(error)) {
    const problem = new Problem('input.malformed', { params: { reason: unfitReason } });
    return { status: problem.status, descriptions: [problem.text(language)] };
  }
  return tellFastify(error, language);
}

function tellFastify(error: unknown, language: Language): Told | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = Number(error.statusCode);
  if (!(status >= 400 && status < 500)) return undefined;
  if (status === 413) {
    const limit = `${uploadLimitBytes / 1_048_576} MB`;
    return { status, descriptions: [new Problem('input.tooLarge', { params: { limit } }).text(language)] };
  }
  const reason = error.message;
  return { status, descriptions: [new Problem('input.malformed', { params: { reason } }).text(language)] };
}

export const errorShape = (code: number, descriptions: readonly string[]): Shape => ({
  root: 'errors',
  list: { name: 'error', items: descriptions.map((description) => ({ code, description })) },
});
