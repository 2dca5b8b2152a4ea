/** Delimiters of template languages and attribute lists; what stands between them is machinery, not text. */
const TAGS: readonly { open: string; close: string }[] = [
  { open: '{%', close: '%}' },
  { open: '{{<', close: '>}}' },
  { open: '{{%', close: '%}}' },
  { open: '{{#', close: '}}' },
  { open: '{{/', close: '}}' },
  { open: '{{!', close: '}}' },
  { open: '{{else', close: '}}' },
  { open: '{/*', close: '*/}' },
  { open: '{:', close: '}' },
  { open: '{#', close: '}' },
];

const CONTROL =
  /^[-~]?\s*(?:if|elsif|else|unless|case|when|for|end\w{2,12}|assign|capture|include|include_relative|layout|comment|raw|cycle|render|block|extends|import|set|liquid|image|figure|toc)\b/;

/**
 * Source without the tags of Liquid, Hugo, Handlebars, kramdown and MDX. A tag within a sentence leaves its quoted
 * argument (`in {% channel "incidents" %}` says where), one that is a link's destination leaves a destination;
 * placeholders such as `{{OWNER}}` are text.
 */
export function dropTemplateTags(source: string): string {
  if (!source.includes('{')) return source;
  const missing = new Set<string>();
  let kept = '';
  let at = 0;
  for (let open = source.indexOf('{'); open >= 0; open = source.indexOf('{', open + 1)) {
    const tag = TAGS.find((candidate) => source.startsWith(candidate.open, open));
    if (tag === undefined || missing.has(tag.close)) continue;
    const close = source.indexOf(tag.close, open + tag.open.length);
    if (close < 0) {
      missing.add(tag.close);
      continue;
    }
    const content = source.slice(open + tag.open.length, close);
    kept += source.slice(at, open) + replacement(tag.open, content, source.charAt(open - 1) === '(');
    at = close + tag.close.length;
    open = at - 1;
  }
  return kept + source.slice(at);
}

function replacement(open: string, content: string, isDestination: boolean): string {
  if (open !== '{%' || CONTROL.test(content)) return '';
  return isDestination ? '#' : (/"([^"]{1,200})"|'([^']{1,200})'/.exec(content)?.slice(1).join('') ?? '');
}

const DIRECTIVE = /^:{3,}[ \t]*(?:[\w-]{1,40}|\{[^{}]{0,80}\})?[ \t]*(?:\[([^[\]]{0,200})\]|([^[\]:{}]{0,200}))$/;
const ALERT = /^\[![A-Za-z]{3,20}\][-+]?[ \t]*(.{0,200})$/;
const MODULE =
  /^(?:import[ \t]+(?:[\w*{][^'"]{0,200}[ \t}]from[ \t]+)?['"][^'"]{1,200}['"];?|export[ \t]+(?:const|default|function|let|class)\b.{0,400})$/;
const CONTENTS = /^(?:\[toc\]|\[\[_?toc_?\]\])$/i;

/** A line without what a site generator would take out of it: markers of alerts and directives (their titles stay), imports of MDX. */
export function dropMarkers(line: string): string {
  const first = line.charAt(0);
  if (first === '[') {
    if (CONTENTS.test(line)) return '';
    return ALERT.exec(line)?.[1] ?? line;
  }
  if (first === ':') {
    const match = DIRECTIVE.exec(line);
    return match === null ? line : (match[1] ?? match[2] ?? '');
  }
  return (first === 'i' || first === 'e') && MODULE.test(line) ? '' : line;
}
