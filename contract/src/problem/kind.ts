export interface ProblemKind {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}
