import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Verdict } from '../../types.ts';
import type { FilePlace } from '../places.ts';
import { VERDICT_SIGNS } from '../summary.ts';

/** What every part of the page may need. */
export interface PageContext {
  readonly permalink: (place: FilePlace) => string | undefined;
}

export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  conforms: 'Conforms',
  observation: 'Observation',
  minor: 'Minor',
  major: 'Major',
  'not-evaluable': 'Not evaluable',
  'not-applicable': 'Not applicable',
};

/** A verdict as a pill: sign and word, so that colour is never alone. */
export function verdictPill(verdict: Verdict): ElementContent {
  return h('span', { className: ['verdict', verdict] }, [
    h('span', { ariaHidden: 'true' }, VERDICT_SIGNS[verdict]),
    VERDICT_NAMES[verdict],
  ]);
}

/** `file:line`, as a link to the commit where there is one. */
export function placeLink(place: FilePlace, { permalink }: PageContext): ElementContent {
  const text = `${place.file}:${place.line}`;
  const href = permalink(place);
  return href === undefined ? h('span.path', text) : h('a.path', { href }, text);
}

/** A part of the report: its heading, one sentence on what it is, its content. */
export function section(id: string, title: string, children: readonly ElementContent[]): ElementContent {
  return h('section', { id, ariaLabelledBy: `${id}-title` }, [h('h2', { id: `${id}-title` }, title), ...children]);
}

export function subsection(id: string, title: string, children: readonly ElementContent[]): ElementContent {
  return h('section', { id, ariaLabelledBy: `${id}-title` }, [h('h3', { id: `${id}-title` }, title), ...children]);
}

/** A table in a box that scrolls by itself, by keyboard too. */
export function scrolling(label: string, table: ElementContent): ElementContent {
  return h('div.scroll', { tabIndex: 0, role: 'region', ariaLabel: `${label}: table` }, table);
}

export const lead = (text: string): ElementContent => h('p.lead', text);
