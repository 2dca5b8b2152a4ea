/** How a limit is counted. GitHub counts comment bodies in characters and job summaries in bytes. */
export type Unit = 'bytes' | 'characters';

export interface FitOptions {
  readonly limit: number;
  readonly unit: Unit;
  /** Said at the end of a text that was cut; `cut` is in the unit of the limit. */
  readonly notice?: (cut: number) => string;
}

export function measure(text: string, unit: Unit): number {
  return unit === 'bytes' ? Buffer.byteLength(text) : text.length;
}

/**
 * The text itself, or its beginning and a notice of how much was cut, together within the limit. Cuts at a line break
 * when one is near, and never through a character.
 */
export function fit(text: string, { limit, unit, notice = sayCut(unit) }: FitOptions): string {
  const total = measure(text, unit);
  if (total <= limit) return text;

  const room = limit - measure(notice(total), unit);
  if (room <= 0) return take(notice(total), limit, unit);
  const kept = endAtLine(take(text, room, unit));
  return kept + notice(total - measure(kept, unit));
}

/** One line cut to a number of characters, for messages that quote a repository at length. */
export function clip(text: string, limit: number): string {
  return fit(text, { limit, unit: 'characters', notice: (cut) => `… (${cut} characters cut)` });
}

function sayCut(unit: Unit): (cut: number) => string {
  return (cut) => `\n… ${cut} ${unit} cut\n`;
}

function take(text: string, limit: number, unit: Unit): string {
  if (unit === 'characters') return text.slice(0, isHighSurrogate(text, limit - 1) ? limit - 1 : limit);
  const bytes = Buffer.from(text);
  let end = Math.min(limit, bytes.length);
  // A continuation byte (10xxxxxx) at the cut belongs to a character that starts before it.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}

function endAtLine(text: string): string {
  const lastBreak = text.lastIndexOf('\n');
  return lastBreak >= text.length * 0.8 && lastBreak > 0 ? text.slice(0, lastBreak) : text;
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff;
}
