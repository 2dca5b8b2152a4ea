import type { Facts } from '../facts/index.ts';
import { policyFacts } from '../facts/policy.ts';
import { capaFacts, incidentFacts, profileFacts, runbookFacts, unreadFacts } from '../facts/records.ts';
import { waiverFacts } from '../facts/waiver.ts';
import { inOurFields, type RecordSource } from '../fields/records.ts';
import { runbookSections } from '../generated/outline.ts';
import { type ParsedFile, parseFile } from '../parse/index.ts';
import type { ReadResult } from '../read.ts';
import { reportsOf, type Values } from '../rules/define-rule.ts';
import { isRecord } from '../text/is-record.ts';
import type { Document, DocumentRef, Kind, Markdown } from '../types.ts';
import { isGeneral, type Violation, validate } from '../validate/index.ts';
import { loadValidator } from '../validate/load.ts';
import type { Draft } from './draft.ts';
import { type Ignore, readIgnores } from './ignores.ts';
import type { RuleSet } from './rule-set.ts';
import { promisesOf } from './runbook.ts';
import { secretDrafts } from './secrets.ts';
import { type Outline, type PresentSection, placeInOutline, sectionAt } from './sections.ts';

/** What one file gives: facts for the workspace, findings without positions, ignores, sections it evidences. */
export interface Examined {
  readonly facts: readonly Facts[];
  readonly drafts: readonly Draft[];
  readonly ignores: readonly Ignore[];
  readonly documents: number;
  /** Sections shown by a policy or runbook, with the line and heading that show them. */
  readonly shown: readonly { readonly section: string; readonly line: number; readonly text: string }[];
}

const NOTHING: Examined = { facts: [], drafts: [], ignores: [], documents: 0, shown: [] };

/** Parses, validates and checks one file. Whatever is wrong with it becomes findings of that file. */
export async function examine(file: RecordSource, read: ReadResult, rules: RuleSet): Promise<Examined> {
  const ref: DocumentRef = { kind: file.kind, path: file.path, index: 0, base: '' };
  if ('gone' in read) return NOTHING;
  if ('refused' in read) {
    const draft = {
      rule: 'document-unreadable',
      document: ref,
      subject: file.path,
      place: { line: 1 },
      message: read.refused,
      help: read.help,
    };
    return { ...NOTHING, documents: 1, facts: [unreadFacts(ref, '')], drafts: [draft] };
  }
  const parsed = await parseFile(file.path, read.text);
  const ignores = readIgnores(read.text, file.path);
  const secrets = secretDrafts(read.text, ref);
  if (parsed.problem) {
    const { start, end, message, help } = parsed.problem;
    const draft = {
      rule: 'document-syntax-invalid',
      document: ref,
      subject: file.path,
      place: { offset: start, end },
      message,
      ...(help ? { help } : {}),
    };
    return { ...NOTHING, documents: 1, ignores, facts: [unreadFacts(ref, read.text)], drafts: [draft, ...secrets] };
  }
  const ours = inOurFields(parsed, file);
  const parts = await Promise.all(ours.values.map((_, index) => examineDocument({ ...ref, index }, ours, rules)));
  return {
    facts: parts.flatMap(({ facts }) => facts),
    drafts: [...secrets, ...parts.flatMap(({ drafts }) => drafts)],
    shown: parts.flatMap(({ shown }) => shown),
    ignores,
    documents: parts.length,
  };
}

interface ExaminedDocument {
  readonly facts: readonly Facts[];
  readonly drafts: readonly Draft[];
  readonly shown: Examined['shown'];
}

async function examineDocument(ref: DocumentRef, parsed: ParsedFile, rules: RuleSet): Promise<ExaminedDocument> {
  const { document, violations, outline } = await readDocument(ref, parsed);
  const id = isRecord(document.value) && typeof document.value.id === 'string' ? document.value.id : undefined;
  const subject = id ?? ref.path;
  const told = violations.map((violation) => ({
    rule: violation.rule,
    document: ref,
    subject,
    covers: violation,
    ...sectionOf(ref.kind, violation),
    ...present(violation, document, outline),
  }));
  const documents = withEmbedded(document);
  const checked = documents.flatMap((part) => runRules(part, rules));
  const drafts = [...told, ...checked.filter((draft) => !isCovered(draft, violations))];
  return { facts: documents.map((part) => factsOf(part, id)).flat(), drafts, shown: shownBy(document, outline) };
}

function sectionOf(kind: DocumentRef['kind'], violation: Violation): { section?: string } {
  const section = sectionAt(kind, violation.pointer);
  return section === undefined ? {} : { section };
}

interface Understood {
  readonly document: Document;
  readonly violations: readonly Violation[];
  readonly outline?: Outline;
}

async function readDocument(ref: DocumentRef, parsed: ParsedFile): Promise<Understood> {
  const kind = ref.kind as Kind;
  const raw = parsed.values[ref.index] ?? {};
  const body = parsed.bodies?.[ref.index] ?? parsed.body;
  const shared = { ...ref, kind, syntax: parsed.syntax, ...(body ? { body } : {}) };
  if (kind === 'policy') {
    const { readPolicy } = await import('./policy.ts');
    const policy = await readPolicy(body ?? EMPTY, isRecord(raw) ? raw : {});
    const unknown = policy.value.type === undefined ? [unknownType(policy.outline)] : [];
    return {
      document: { ...shared, value: policy.value },
      violations: [...policy.violations, ...unknown],
      outline: policy.outline,
    };
  }
  const sections = kind === 'runbook' && body ? await findRunbookSections(body) : [];
  const whole = kind === 'runbook' && isRecord(raw) ? { ...raw, sections: marks(sections) } : raw;
  const { violations, value: pruned } = await validate(whole, await loadValidator(kind));
  const outline = {
    order: runbookSections,
    present: sections,
    blocks: body?.blocks ?? [],
    lines: body?.lines ?? 1,
  };
  if (kind !== 'runbook') return { document: { ...shared, value: pruned }, violations };
  const commitments = parsed.body ? await promisesOf(parsed.body, pruned) : [];
  return { document: { ...shared, value: pruned, commitments }, violations, outline };
}

async function findRunbookSections({ blocks }: Markdown): Promise<PresentSection[]> {
  const { recogniseSections } = await import('../recognise/section-names.ts');
  return recogniseSections(blocks, runbookSections).map(({ key, heading, line }) => ({ key, title: heading, line }));
}

const EMPTY = { blocks: [], metadata: [], lines: 1 };

/** Present sections as the schema sees them: something that is not blank. */
function marks(sections: Outline['present']): Record<string, unknown> {
  return { x_read: true, ...Object.fromEntries(sections.map(({ key, line }) => [key, { x_line: line }])) };
}

function unknownType({ blocks }: Outline): Violation {
  const title = blocks.find(({ type }) => type === 'heading')?.text;
  return {
    rule: 'policy-type-unknown',
    pointer: '/policy_type',
    on: 'key',
    message: `${title ? `"${title.slice(0, 80)}"` : 'The document'} follows none of the known policy definitions`,
    covers: [],
    kind: 'missing',
  };
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

/** CAPAs kept in an incident are documents of their own for the rules. */
function withEmbedded(document: Document): Document[] {
  const value = document.value as Values['incident'];
  if (document.kind !== 'incident' || !value.capa) return [document];
  const embedded = value.capa.map((capa, i) => ({
    ...document,
    kind: 'capa' as const,
    value: capa,
    base: `/capa/${i}`,
  }));
  return [document, ...embedded];
}

function runRules(document: Document, rules: RuleSet): Draft[] {
  const drafts: Draft[] = [];
  const ref: DocumentRef = { kind: document.kind, path: document.path, index: document.index, base: document.base };
  const subject = isRecord(document.value) && typeof document.value.id === 'string' ? document.value.id : document.path;
  for (const { rule, context } of rules.document(document.kind)) {
    const said = rule.check(document as never, context);
    if (said === undefined) continue;
    for (const report of reportsOf(said)) drafts.push({ ...report, rule: rule.id, document: ref, subject });
  }
  return drafts;
}

/** What the schema found wrong, or misspelt, is not told again by a rule. */
export function isCovered(
  draft: Draft,
  violations: readonly Pick<Violation, 'covers' | 'pointer' | 'kind'>[],
): boolean {
  if (!('pointer' in draft.place)) return false;
  const pointers = [draft.place.pointer, ...(draft.unless ?? [])].map((place) => draft.document.base + place);
  return pointers.some((pointer) => explains(violations, pointer));
}

function explains(violations: readonly Pick<Violation, 'covers' | 'pointer' | 'kind'>[], pointer: string): boolean {
  return violations.some(({ covers, pointer: wrong, kind }) => {
    const places = kind === 'missing' ? [wrong] : covers;
    const isItem =
      kind !== 'missing' && wrong.startsWith(`${pointer}/`) && /^\d+$/.test(wrong.slice(pointer.length + 1));
    return isItem || places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
  });
}

function factsOf(document: Document, parent: string | undefined): Facts[] {
  if (document.kind === 'incident') return [incidentFacts(document as Document<Values['incident']>)];
  if (document.kind === 'capa') {
    return [capaFacts(document as Document<Values['capa']>, document.base === '' ? undefined : parent)];
  }
  if (document.kind === 'runbook') return [runbookFacts(document as Document<Values['runbook']>)];
  if (document.kind === 'policy') return [policyFacts(document as Document<Values['policy']>)];
  if (document.kind === 'waiver') return [waiverFacts(document as never)];
  return document.kind === 'profile' ? [profileFacts(document as never)] : [];
}

const MOST_SHOWN = 40;

/** A policy shows each topic by the line that evidences it; a runbook its sections. */
function shownBy(document: Document, outline: Outline | undefined): Examined['shown'] {
  const present = outline?.present ?? [];
  if (document.kind !== 'policy') return present.slice(0, MOST_SHOWN).map(sectionShown);
  const { sections } = document.value as Values['policy'];
  const shown = present.flatMap((section) => {
    const topics = Object.values(sections[section.key]?.topics ?? {});
    return topics.length === 0
      ? [sectionShown(section)]
      : topics.map(({ line, text }) => ({ section: section.key, line, text }));
  });
  return shown.slice(0, MOST_SHOWN);
}

const sectionShown = ({ key, title, line }: PresentSection) => ({ section: key, line, text: title });
