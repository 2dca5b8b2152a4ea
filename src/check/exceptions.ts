import type { Facts, Workspace } from '../facts/index.ts';
import type { WaiverFacts } from '../facts/waiver.ts';
import type { Zone } from '../time.ts';
import type { DocumentRef, Finding, Result } from '../types.ts';
import type { Base } from './base.ts';
import { applyBaseline, type Baseline, readBaseline, type Sources } from './baseline.ts';
import type { Draft } from './draft.ts';
import { examine } from './examine.ts';
import { type Ignore, readIgnores } from './ignores.ts';
import type { RuleSet } from './rule-set.ts';
import { inOrder } from './settle.ts';
import { ignoreDraft, suppress } from './suppress.ts';
import { misnamedDrafts } from './waiver-names.ts';
import { applyWaivers } from './waivers.ts';

export interface Excepting {
  readonly workspace: Workspace;
  readonly ignores: readonly Ignore[];
  readonly baseline: { readonly content: Baseline; readonly path: string } | undefined;
  /** Of the change under check; undefined where none is. */
  readonly base: Base | undefined;
  readonly rules: RuleSet;
  readonly asOf: number;
  readonly zone: Zone;
  readonly sources: Sources;
  /** Gives drafts level and place. */
  readonly toFindings: (drafts: readonly Draft[]) => Promise<Finding[]>;
}

export interface Excepted {
  readonly findings: readonly Finding[];
  readonly baseline: Result['summary']['baseline'];
}

/**
 * Accepted deviations: waivers, then ignores beside the line, then the baseline. What they cover stays, and says by what
 * it is waived. A change cannot except its own findings: on one, each counts only as it stands on the base.
 */
export async function applyExceptions(drafts: readonly Draft[], excepting: Excepting): Promise<Excepted> {
  const { rules, asOf, zone, base, toFindings, sources } = excepting;
  const waiving = applyWaivers(drafts, { ...excepting, onBase: await waiversOnBase(excepting) });
  const notCounted = waiving.held.map((waiver) => heldDraft(waiver.ref, `The waiver ${waiver.id} counts`));
  const misnamed = (excepting.workspace.waivers ?? []).flatMap((waiver) => misnamedDrafts(waiver, rules));
  const unused = waiving.unused
    .map(unusedDraft)
    .filter(({ document }) => !misnamed.some((one) => one.document === document));
  const placed = await toFindings([...waiving.drafts, ...unused, ...misnamed, ...notCounted]);

  const counting = await countingIgnores(excepting.ignores, base);
  const { findings, problems } = suppress(placed, excepting.ignores, {
    asOf,
    zone,
    knows: (id) => rules.byId.has(id),
    counts: (ignore) => counting.has(ignore),
  });
  const all = inOrder([...findings, ...(await toFindings(problems.map(ignoreDraft)))]);

  if (!excepting.baseline) return { findings: all, baseline: undefined };
  const { content, path } = excepting.baseline;
  const onBase = await knownOnBase(path, base);
  const known = applyBaseline(all, { baseline: content, path, onBase, sources });
  const own = await toFindings([...staleDrafts(path, known.gone), ...heldEntries(path, known.held)]);
  return { findings: inOrder([...known.findings, ...own]), baseline: known.summary };
}

/** The waivers on the base, of each file that the change touches. */
async function waiversOnBase({ workspace, base, rules }: Excepting) {
  const onBase = new Map<string, readonly WaiverFacts[]>();
  const paths = new Set((workspace.waivers ?? []).map(({ ref }) => ref.path));
  for (const path of base ? paths : []) {
    if (base?.isSame(path)) continue;
    const text = await base?.textOf(path);
    const facts: readonly Facts[] =
      text === undefined ? [] : (await examine({ kind: 'waiver', path }, { text }, rules)).facts;
    onBase.set(
      path,
      facts.filter((fact): fact is WaiverFacts => fact.kind === 'waiver'),
    );
  }
  return (path: string) => onBase.get(path);
}

/** The ignores that the base has too: in the same file, of the same words, beside a line of the same text. */
async function countingIgnores(ignores: readonly Ignore[], base: Base | undefined): Promise<ReadonlySet<Ignore>> {
  if (!base) return new Set(ignores);
  const counting = new Set<Ignore>();
  const left = new Map<string, string[]>();
  for (const ignore of ignores) {
    const { file } = ignore;
    if (base.isSame(file)) counting.add(ignore);
    else {
      const known = left.get(file) ?? readIgnores((await base.textOf(file)) ?? '', file).map(wordsOf);
      left.set(file, known);
      const at = known.indexOf(wordsOf(ignore));
      if (at >= 0) counting.add(ignore);
      if (at >= 0) known.splice(at, 1);
    }
  }
  return counting;
}

const wordsOf = ({ rule, until, reason, beside }: Ignore): string => [rule, until, reason, beside].join('\0');

async function knownOnBase(path: string, base: Base | undefined) {
  if (!base || base.isSame(path)) return undefined;
  const text = await base.textOf(path);
  return text === undefined ? [] : readBaseline(text, path).findings;
}

const configRef = (path: string): DocumentRef => ({ kind: 'config', path, index: 0, base: '' });

function unusedDraft({ ref, id }: WaiverFacts): Draft {
  const pointer = '/scope';
  return {
    rule: 'waiver-unused',
    document: ref,
    subject: id ?? ref.path,
    place: { pointer },
    message: 'The waiver covers no finding',
  };
}

function heldDraft(document: DocumentRef, what: string): Draft {
  const message = `${what} only once it is on the base: a change cannot waive its own findings`;
  return {
    rule: 'exception-not-on-base',
    document,
    subject: document.path,
    place: { pointer: '' },
    anchor: '',
    message,
  };
}

function heldEntries(path: string, held: number): Draft[] {
  return held === 0 ? [] : [heldDraft(configRef(path), `What the change adds to the baseline (${held}) counts`)];
}

function staleDrafts(path: string, [first, ...rest]: readonly number[]): Draft[] {
  if (first === undefined) return [];
  const message = `${rest.length + 1} known ${rest.length === 0 ? 'finding is' : 'findings are'} put right and still in the baseline`;
  return [
    {
      rule: 'baseline-stale',
      document: configRef(path),
      subject: path,
      place: { pointer: `/findings/${first}` },
      anchor: '',
      message,
    },
  ];
}
