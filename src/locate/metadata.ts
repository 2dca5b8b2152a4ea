import { metadataKey } from '../parse/metadata-key.ts';
import type { Locate } from '../parse/source.ts';
import { createLineIndex } from '../text/line-index.ts';
import type { Markdown } from '../types.ts';

/** Finds keys of front matter in TOML, and of `**Key:** value` lines and two-column tables. */
export function locateMetadata(text: string, { metadata, frontMatter }: Markdown): Locate {
  const lines = createLineIndex(text);
  return (document, [key, ...rest]) => {
    if (document !== 0 || key === undefined) return undefined;
    const toml = frontMatter?.syntax === 'toml' ? findToml(frontMatter, [key, ...rest].at(-1) ?? key) : undefined;
    if (toml) return toml;
    const entry = rest.length === 0 ? metadata.find((candidate) => metadataKey(candidate.key) === key) : undefined;
    if (!entry) return undefined;
    const start = lines.offset({ line: entry.line, column: entry.column });
    return { value: { start, end: start + Math.max(1, entry.value.length) } };
  };
}

function findToml({ text, offset }: NonNullable<Markdown['frontMatter']>, key: string): ReturnType<Locate> {
  let at = 0;
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    const name = line
      .slice(0, Math.max(0, equals))
      .trim()
      .replace(/^["']|["']$/g, '');
    if (equals > 0 && name === key) {
      const keyStart = offset + at + line.search(/\S/);
      const valueStart = offset + at + equals + 1 + (line.slice(equals + 1).search(/\S/) || 0);
      const value = line.slice(valueStart - offset - at).trimEnd();
      return {
        key: { start: keyStart, end: keyStart + name.length },
        value: { start: valueStart, end: valueStart + value.length },
      };
    }
    at += line.length + 1;
  }
  return undefined;
}
