import type { Markdown } from '../types.ts';
import type { PresentSection } from './sections.ts';

export interface RunbookSectionSpec {
  readonly key: string;
  readonly title: string;
  readonly aliases: readonly string[];
}

/** The sections a runbook carries by its headings and bold leads. A heading may carry several ("Fallback and rollback"). */
export function findRunbookSections({ blocks }: Markdown, specs: readonly RunbookSectionSpec[]): PresentSection[] {
  const present = new Map<string, PresentSection>();
  for (const block of blocks) {
    const title =
      block.type === 'heading' ? block.text : block.type === 'item' && block.depth === 1 ? block.lead : undefined;
    if (title === undefined) continue;
    const parts = title.split(/\band\b|[,&/:()–—]|\s-\s/i).map(normal);
    for (const { key, aliases } of specs) {
      const isCarried = aliases.some((alias) => parts.some((part) => part === alias || part.startsWith(`${alias} `)));
      if (isCarried && !present.has(key)) present.set(key, { key, title, line: block.line });
    }
  }
  return [...present.values()];
}

/** Without numbering ("4.2", "Step 3") and punctuation, in lower case. */
function normal(part: string): string {
  return part
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.\s]/gu, ' ')
    .trim()
    .replace(/^(?:(?:step|phase|section)\s+)?[\d.]*\s*/, '')
    .replaceAll(/\s+/g, ' ');
}
