import type { Block } from '../types.ts';

/** What a document is divided into: the start of a definition of its kind. */
export interface DocumentOutline {
  readonly title: string;
  readonly sections: readonly { readonly title: string; readonly topics: readonly string[] }[];
}

/** Parts that say something about the document and not about its subject. */
const ABOUT_ITSELF =
  /^(?:(?:table of )?contents|(?:revision|version|document|change) (?:history|control|log)|changelog|references|related documents|approvals?|signatures?|appendix.*|annex.*)$/i;

/**
 * Sections are the headings below the title; topics the headings below those, else the words in bold that items begin with.
 * A section with neither is a topic of its own.
 */
export function outlineOf(blocks: readonly Block[], title: string | undefined): DocumentOutline {
  const headings = blocks.flatMap((block, index) => (block.type === 'heading' ? [{ ...block, index }] : []));
  const [first] = headings;
  const hasTitle = first !== undefined && headings.slice(1).every(({ depth }) => depth > first.depth);
  const rest = hasTitle ? headings.slice(1) : headings;
  const depth = Math.min(...rest.map((heading) => heading.depth));
  const tops = rest.filter((heading) => heading.depth === depth && !ABOUT_ITSELF.test(bare(heading.text)));
  return {
    title: title ?? (hasTitle ? bare(first.text) : 'Policy'),
    sections: tops.map((top) => {
      const end = rest.find(({ index, depth: below }) => index > top.index && below <= depth)?.index ?? blocks.length;
      return { title: bare(top.text), topics: topicsIn(blocks.slice(top.index + 1, end), top) };
    }),
  };
}

function topicsIn(blocks: readonly Block[], section: Block): string[] {
  const subheadings = blocks.filter(({ type }) => type === 'heading');
  const depth = Math.min(...subheadings.map((heading) => heading.depth));
  const headings = subheadings.filter((heading) => heading.depth === depth).map(({ text }) => bare(text));
  const leads = blocks.flatMap(({ lead }) => (lead === undefined ? [] : [lead.replace(/[:.]\s*$/, '')]));
  const [found = []] = [headings, leads].filter(({ length }) => length > 0);
  return found.length > 0 ? [...new Set(found)] : [bare(section.text)];
}

/** A heading without its number and without remarks in brackets. */
function bare(heading: string): string {
  const text = heading
    .replaceAll(/\([^()]{0,200}\)/g, ' ')
    .replace(/^\s*(?:§\s*)?(?:\d{1,3}(?:\.\d{1,3}){0,5}[.):]?|[A-Z][.)])\s+/, '')
    .trim();
  return text === '' ? heading : text;
}
