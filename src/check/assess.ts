import { policies, sectionOwners } from '../generated/outline.ts';
import {
  type Evidence,
  type Finding,
  type Kind,
  LAYERS,
  type Layer,
  type Requirement,
  type Verdict,
} from '../types.ts';

/** One document as the assessment counts it. */
export interface Counted {
  readonly file: string;
  readonly kind: Kind;
  /** Parsed; one that was not cannot be judged. */
  readonly isRead: boolean;
  /** Policy type, where it is a policy. */
  readonly type?: string | undefined;
  readonly title: string;
  readonly shown: readonly { readonly section: string; readonly line: number; readonly text: string }[];
}

const MOST_EVIDENCE = 5;

/** Kinds of document that show a section in a layer. */
function kindsOf(layer: Layer, section: string): readonly Kind[] {
  if (layer === 'design') return ['policy'];
  if (layer === 'implementation') return ['runbook'];
  // CAPAs may stand in files of their own: they show the section whose incidents would hold them.
  return section === sectionOwners.incident.capa ? ['incident', 'capa'] : ['incident'];
}

/**
 * A verdict for every section in every layer, always with its denominator in documents. A layer without documents is
 * not evaluable: green never means "not looked".
 */
export function assess(documents: readonly Counted[], findings: readonly Finding[]): Requirement[] {
  const [policy] = policies;
  if (!policy) return [];
  return policy.sections.flatMap((section) =>
    LAYERS.map((layer): Requirement => {
      if (!section.layers[layer]) return empty(section.key, layer, 'not-applicable');
      const kinds = kindsOf(layer, section.key);
      const own = documents.filter(
        ({ kind, type, isRead }) => kinds.includes(kind) && (kind !== 'policy' || !isRead || type === policy.type),
      );
      const relevant = findings.filter(
        (finding) =>
          finding.section === section.key &&
          finding.layer === layer &&
          !finding.waived &&
          finding.severity !== 'notice',
      );
      return judge(section.key, layer, { own, relevant });
    }),
  );
}

interface Basis {
  readonly own: readonly Counted[];
  readonly relevant: readonly Finding[];
}

function judge(section: string, layer: Layer, { own, relevant }: Basis): Requirement {
  const unread = own.filter(({ isRead }) => !isRead).length;
  const failing = new Set(
    relevant.map(({ file, subject }) => (own.some((document) => document.file === file) ? file : subject)),
  );
  const failed = failing.size;
  const passed = own.filter(({ file, isRead }) => isRead && !failing.has(file)).length;
  const checked = passed + failed + unread;
  if (passed + failed === 0) return { ...empty(section, layer, 'not-evaluable'), checked, not_evaluable: unread };
  const errors = new Set(relevant.filter(({ severity }) => severity === 'error').map(({ file }) => file)).size;
  const verdict = grade({ failed, errors, judged: passed + failed, layer });
  const evidence = own
    .filter(({ file, isRead }) => isRead && !failing.has(file))
    .flatMap((document) => evidenceOf(document, section, layer));
  return {
    section,
    layer,
    verdict,
    checked,
    passed,
    failed,
    not_evaluable: unread,
    evidence: evidence.slice(0, MOST_EVIDENCE),
  };
}

/** Major: the policy is silent, or at least half of the documents fail with errors. Minor: some do. Observation: warnings. */
function grade({
  failed,
  errors,
  judged,
  layer,
}: {
  failed: number;
  errors: number;
  judged: number;
  layer: Layer;
}): Verdict {
  if (failed === 0) return 'conforms';
  if (errors === 0) return 'observation';
  return layer === 'design' || errors * 2 >= judged ? 'major' : 'minor';
}

function evidenceOf({ file, title, shown }: Counted, section: string, layer: Layer): Evidence[] {
  if (layer === 'operation') return [{ file, line: 1, text: title }];
  const own = shown.filter((one) => one.section === section);
  if (layer === 'design') return own.map(({ line, text }) => ({ file, line, text }));
  return shown.length === 0
    ? [{ file, line: 1, text: title }]
    : shown.slice(0, 1).map(({ line, text }) => ({ file, line, text: `${title}: ${text}` }));
}

function empty(section: string, layer: Layer, verdict: Verdict): Requirement {
  return { section, layer, verdict, checked: 0, passed: 0, failed: 0, not_evaluable: 0, evidence: [] };
}
