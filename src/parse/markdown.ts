import type { Markdown } from '../types.ts';
import { buildBlocks } from './markdown/blocks.ts';
import { findFrontMatter } from './markdown/front-matter.ts';
import { findLinks } from './markdown/link-targets.ts';
import { readMetadata } from './markdown/metadata.ts';
import { scanBlocks } from './markdown/scan.ts';

/**
 * Reads a Markdown document: GitHub's Markdown with front matter, and what sites and templates add to it (admonitions,
 * tags of Liquid and MDX, bold lines for headings, raw HTML). Takes any text, in time linear to its length; never throws.
 *
 * @param text content of the file, with whatever byte order mark and line ends it has.
 */
export function parseMarkdown(text: string): Markdown {
  const lines = splitLines(text);
  const front = findFrontMatter(text, lines);
  const start = front?.end ?? 0;
  const { events, labels } = scanBlocks(lines.slice(start), start + 1);
  const blocks = buildBlocks(events, labels);
  const metadata = readMetadata(events, labels);
  const links = findLinks(lines.slice(start), events, start + 1);
  return {
    blocks,
    metadata,
    source: lines,
    ...(links.length > 0 && { links }),
    lines: lines.length,
    ...(front && { frontMatter: front.frontMatter }),
  };
}

/** Lines without their ends; a byte order mark is not part of the first one, an end at the end starts no further line. */
function splitLines(text: string): string[] {
  const lines = (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).split(/\r\n|\n|\r/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}
