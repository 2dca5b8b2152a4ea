import { parse, TomlError } from 'smol-toml';
import { createLineIndex } from '../text/line-index.ts';
import type { Reading } from './source.ts';

/** Reads TOML 1.0 front matter. Dates become the text they were written as. */
export function readToml(text: string): Reading {
  try {
    return { values: [withTextDates(parse(text))] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = createLineIndex(text).offset({ line: error.line, column: error.column });
    const message = error.message.split('\n')[0]?.replace('Invalid TOML document: ', '') ?? '';
    return { values: [], problem: { start, end: start + 1, message: `Invalid TOML: ${message}` } };
  }
}

function withTextDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('T00:00:00.000Z', '').replace('.000', '');
  if (Array.isArray(value)) return value.map(withTextDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withTextDates(child)]));
}
