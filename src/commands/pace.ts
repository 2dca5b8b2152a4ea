/** `AIMSCHECK_GITHUB_PACE`, a factor on the pauses between requests: a number from 0 to 1; anything else is 1. */
export function readPace(text: string | undefined): number {
  const pace = Number(text ?? 1);
  return text !== '' && pace >= 0 && pace <= 1 ? pace : 1;
}
