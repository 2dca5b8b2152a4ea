import type { Document, DocumentRef } from '../types.ts';
import { isGeneral, type Violation } from '../validate/index.ts';
import { idOf } from './document-rules.ts';
import type { Draft } from './draft.ts';
import { type Outline, placeInOutline, sectionAt } from './sections.ts';

/** What a violation of a schema says, as a draft. */
export function toldOf(violation: Violation, document: Document, outline: Outline | undefined): Draft {
  const { kind, path, index, base, value } = document;
  return {
    rule: violation.rule,
    document: { kind, path, index, base },
    subject: idOf(value) ?? path,
    covers: violation,
    ...sectionOf(kind, violation),
    ...present(violation, document, outline),
  };
}

function sectionOf(kind: DocumentRef['kind'], violation: Violation): { section?: string } {
  const section = sectionAt(kind, violation.pointer);
  return section === undefined ? {} : { section };
}

/** Where and how a violation is told: sections in the text, metadata at its key, the rest at its pointer. */
function present(
  violation: Violation,
  document: Document,
  outline: Outline | undefined,
): Pick<Draft, 'place' | 'anchor' | 'message' | 'help' | 'stub'> {
  const anchor = violation.pointer;
  const inText = outline && placeInOutline(violation, outline);
  if (inText) return { anchor, ...inText };
  const pointer = document.kind === 'policy' ? anchor.replace(/^\/metadata/, '') : anchor;
  const message =
    document.kind === 'policy' ? violation.message.replace(/^Missing metadata\./, 'Missing ') : violation.message;
  return {
    place: { pointer, on: violation.on },
    anchor,
    message,
    ...(isGeneral(violation.rule) && violation.help ? { help: violation.help } : {}),
  };
}
