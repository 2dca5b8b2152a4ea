import { sectionOwners } from '../generated/outline.ts';
import { concealSecrets } from '../text/secrets.ts';
import {
  type Evidence,
  type Finding,
  type Kind,
  LAYERS,
  type Layer,
  type Requirement,
  type Verdict,
} from '../types.ts';
import { hasRecords, type PolicyOutline, type SectionOutline } from './assessed-policies.ts';
import { type Grading, grade } from './grading.ts';

/** One document as the assessment counts it. */
export interface Counted {
  readonly file: string;
  readonly kind: Kind;
  /** Parsed; one that was not cannot be judged. */
  readonly isRead: boolean;
  /** Policy type, where it is a policy. */
  readonly type?: string | undefined;
  /** What findings about it name: its id, else its path. */
  readonly subject: string;
  readonly title: string;
  readonly shown: readonly { readonly section: string; readonly line: number; readonly text: string }[];
}

/** A verdict with its reason. */
export interface Assessed extends Requirement {
  readonly reason: string;
}

const MOST_EVIDENCE = 5;
const RUNBOOK_OWNERS: Readonly<Record<string, string>> = sectionOwners.runbook;

/** How verdicts are reached, and on which policies. */
export interface Scale {
  readonly grading: Grading;
  readonly policies: readonly PolicyOutline[];
}

/**
 * A verdict for every section of every policy in every layer, always with its denominator in documents. A layer without
 * documents is not evaluable: green never means "not looked". Waived findings do not count; pass them unwaived to have
 * them counted.
 */
export function assess(
  documents: readonly Counted[],
  findings: readonly Finding[],
  { grading, policies }: Scale,
): Assessed[] {
  const counting = findings.filter(({ waived, severity }) => !waived && severity !== 'notice');
  return policies.flatMap((policy) => {
    // Another policy may have a section of the same name; what is said of it is none of this one.
    const concerns = concerning(policy, documents);
    const own = documents.filter(({ kind, type, isRead }) => kind !== 'policy' || covers(policy, { type, isRead }));
    const basis = { ofKinds: groupsOf(own), findings: counting.filter(concerns) };
    return policy.sections.flatMap((section) =>
      LAYERS.map((layer) =>
        judgeCell({ policy: policy.type, section: section.key, layer }, { section, policy, basis, grading }),
      ),
    );
  });
}

/** Of a policy that cannot be read nobody knows the type: it counts where runbooks and records do. */
function covers(policy: PolicyOutline, { type, isRead }: Pick<Counted, 'type' | 'isRead'>): boolean {
  return isRead ? type === policy.type : hasRecords(policy);
}

/** Whether a finding counts for a policy: what is said of a document of its type; for one with records, whatever is said of no other policy. */
export function concerning(policy: PolicyOutline, documents: readonly Counted[]): (finding: Finding) => boolean {
  const own = new Set<string>();
  const others = new Set<string>();
  for (const { file, type } of documents) if (type !== undefined) (type === policy.type ? own : others).add(file);
  return hasRecords(policy) ? ({ file }) => !others.has(file) : ({ file }) => own.has(file);
}

interface Judging {
  readonly section: SectionOutline;
  readonly policy: PolicyOutline;
  readonly basis: {
    readonly ofKinds: (kinds: readonly Kind[]) => Group;
    readonly findings: readonly Finding[];
  };
  readonly grading: Grading;
}

function judgeCell(cell: Cell, { section, policy, basis, grading }: Judging): Assessed {
  if (!section.layers[cell.layer]) {
    return { ...unjudged(cell, 'not-applicable'), reason: hasRecords(policy) ? NOTHING_ASKED : NO_RECORDS };
  }
  const own = basis.ofKinds(kindsOf(cell));
  const relevant = basis.findings.filter((finding) => finding.section === cell.section && finding.layer === cell.layer);
  return judge(cell, { own, relevant }, grading);
}

const NOTHING_ASKED = 'The section asks for nothing in this layer.';
const NO_RECORDS =
  'The definition asks for nothing in runbooks or records: what is done under this policy is not judged here.';

interface Cell {
  readonly policy: string;
  readonly section: string;
  readonly layer: Layer;
}

/** Kinds of document that show a section in a layer. */
function kindsOf({ section, layer }: Cell): readonly Kind[] {
  if (layer === 'design') return ['policy'];
  if (layer === 'implementation') return ['runbook'];
  // CAPAs may stand in files of their own: they show the section whose incidents would hold them.
  return section === sectionOwners.incident.capa ? ['incident', 'capa'] : ['incident'];
}

/** Documents of some kinds, and which of them a finding counts for. */
interface Group {
  readonly documents: readonly Counted[];
  readonly keyOf: () => (finding: Finding) => string;
}

/** Most cells look at the same documents: each selection is made once. */
function groupsOf(documents: readonly Counted[]): (kinds: readonly Kind[]) => Group {
  const known = new Map<string, Group>();
  return (kinds) => {
    const name = kinds.join();
    const group = known.get(name) ?? groupOf(documents.filter(({ kind }) => kinds.includes(kind)));
    known.set(name, group);
    return group;
  };
}

function groupOf(documents: readonly Counted[]): Group {
  let keyOf: ((finding: Finding) => string) | undefined;
  return { documents, keyOf: () => (keyOf ??= documentKeys(documents)) };
}

interface Basis {
  readonly own: Group;
  readonly relevant: readonly Finding[];
}

/** A document fails by a finding on it; a finding elsewhere (a system without runbook, say) is one more that fails. */
function judge(cell: Cell, { own, relevant }: Basis, grading: Grading): Assessed {
  const keyOf = relevant.length === 0 ? () => '' : own.keyOf();
  const failing = new Set(relevant.map(keyOf));
  const errors = relevant.filter(({ severity }) => severity === 'error');
  const unread = own.documents.filter(({ isRead }) => !isRead).length;
  const passing = own.documents.filter(
    ({ file, subject, isRead }) => isRead && (failing.size === 0 || !failing.has(`${file}\0${subject}`)),
  );
  const judged = passing.length + failing.size;
  const { verdict, reason } = grade(
    {
      judged,
      failed: failing.size,
      withErrors: new Set(errors.map(keyOf)).size,
      errorRules: new Set(errors.map(({ rule }) => rule)),
    },
    grading,
  );
  return {
    ...cell,
    verdict,
    reason,
    checked: judged + unread,
    passed: passing.length,
    failed: failing.size,
    not_evaluable: unread,
    evidence: takeEvidence(passing, cell),
  };
}

/** Which document a finding counts for: the one it names, else the first of its file (of an embedded CAPA, the incident). */
function documentKeys(own: readonly Counted[]): (finding: Finding) => string {
  const exact = new Set(own.map(({ file, subject }) => `${file}\0${subject}`));
  const first = new Map<string, string>();
  for (const { file, subject } of own) if (!first.has(file)) first.set(file, `${file}\0${subject}`);
  return ({ file, subject }) => {
    const named = `${file}\0${subject}`;
    return exact.has(named) ? named : (first.get(file) ?? subject);
  };
}

function takeEvidence(passing: readonly Counted[], cell: Cell): Evidence[] {
  const evidence: Evidence[] = [];
  for (const document of passing) {
    if (evidence.length >= MOST_EVIDENCE) break;
    evidence.push(...evidenceOf(document, cell));
  }
  return evidence.slice(0, MOST_EVIDENCE).map((one) => ({ ...one, text: concealSecrets(one.text) }));
}

function evidenceOf({ file, title, shown }: Counted, { section, layer }: Cell): Evidence[] {
  if (layer === 'operation') return [{ file, line: 1, text: title }];
  if (layer === 'design') {
    return shown.filter((one) => one.section === section).map(({ line, text }) => ({ file, line, text }));
  }
  const [first] = shown.filter((one) => RUNBOOK_OWNERS[`sections/${one.section}`] === section);
  return [first ? { file, line: first.line, text: `${title}: ${first.text}` } : { file, line: 1, text: title }];
}

function unjudged(cell: Cell, verdict: Verdict): Requirement {
  return { ...cell, verdict, checked: 0, passed: 0, failed: 0, not_evaluable: 0, evidence: [] };
}
