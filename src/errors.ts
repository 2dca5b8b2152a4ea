/** What the user can mend: wrong options or configuration. Told in full, without a stack; exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
