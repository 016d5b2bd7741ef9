/** Answers of servers quote addresses, so only codes are kept. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('authenticationFailed' in error && error.authenticationFailed === true) return 'AUTHENTICATIONFAILED';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
