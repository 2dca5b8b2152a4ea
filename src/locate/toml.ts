import type { Locate } from '../parse/source.ts';
import type { Markdown } from '../types.ts';

type FrontMatter = NonNullable<Markdown['frontMatter']>;

/** Finds keys of TOML front matter: the TOML reader gives no positions. */
export function locateToml(frontMatter: FrontMatter): Locate {
  return (document, path) => (document === 0 && path.length > 0 ? findToml(frontMatter, path.at(-1) ?? '') : undefined);
}

function findToml({ text, offset }: FrontMatter, key: string): ReturnType<Locate> {
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
