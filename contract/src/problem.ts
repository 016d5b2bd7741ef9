import { cityProblems } from './problem/city.ts';
import { evidenceProblems } from './problem/evidence.ts';
import { generalProblems } from './problem/general.ts';
import { hotlineProblems } from './problem/hotline.ts';
import { jointProblems } from './problem/joint.ts';
import type { ProblemKind } from './problem/kind.ts';
import { organisationProblems } from './problem/organisation.ts';
import { patrolProblems } from './problem/patrol.ts';
import { mailProblems } from './problem/mails.ts';
import { peopleProblems } from './problem/people.ts';
import { registersProblems } from './problem/registers.ts';
import type { FieldFault } from './problem/reply.ts';
import { signProblems } from './problem/sign.ts';
import { supervisionProblems } from './problem/supervision.ts';
import { supportProblems } from './problem/support.ts';
import { fill, type Language, type Text } from './text.ts';

/** Every refusal of the product: its status, and a text that says what to do next. `{name}` is filled from params. */
export const problems = {
  ...generalProblems,
  ...peopleProblems,
  ...cityProblems,
  ...evidenceProblems,
  ...supervisionProblems,
  ...jointProblems,
  ...organisationProblems,
  ...patrolProblems,
  ...signProblems,
  ...hotlineProblems,
  ...registersProblems,
  ...supportProblems,
  ...mailProblems,
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

export interface ProblemDetails {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldFault[];
  /** Says more exactly than the table what is wrong and what to do, such as why the life cycle refuses. */
  readonly text?: Text;
  readonly cause?: unknown;
}

/** The one error class that reaches a person. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldFault[];
  readonly #text: Text | undefined;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.params = details.params ?? {};
    this.errors = details.errors ?? [];
    this.#text = details.text;
  }

  get status(): number {
    return problems[this.code].status;
  }

  text(language: Language): string {
    return fill((this.#text ?? problems[this.code])[language], this.params);
  }
}
