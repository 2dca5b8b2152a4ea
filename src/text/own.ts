/** A text of its own: a part of a larger one would keep that whole in memory. */
export function own(text: string): string {
  return Buffer.from(text).toString();
}
