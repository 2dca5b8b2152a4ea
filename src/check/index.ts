import { isAbsolute, relative, resolve } from 'node:path';
import { CONFIG_FILE, openProject, type Project } from '../config/load.ts';
import { discover } from '../discover.ts';
import { UsageError } from '../errors.ts';
import type { Facts, Workspace } from '../facts/index.ts';
import { severityScale } from '../facts/severity-scale.ts';
import { changedPaths, headCommit } from '../git/repository.ts';
import { createReader, type ReadResult } from '../read.ts';
import type { Rule } from '../rules/define-rule.ts';
import { toPosix } from '../text/posix.ts';
import { endOfDay, isDate, isDateTime, openZone, spanOf, type Zone } from '../time.ts';
import type { Finding, Result, Severity, Skipped } from '../types.ts';
import { version } from '../version.ts';
import { assess, type Counted } from './assess.ts';
import type { Draft } from './draft.ts';
import { type Examined, examine, isCovered } from './examine.ts';
import type { Ignore } from './ignores.ts';
import { placeDrafts } from './place.ts';
import { armRules, type RuleSet } from './rule-set.ts';
import { inOrder, severityOf, toFinding } from './settle.ts';
import { suppress } from './suppress.ts';

export interface CheckOptions {
  readonly cwd: string;
  /** Files or folders whose findings are wanted; all documents are read all the same. */
  readonly paths?: readonly string[];
  readonly config?: string;
  /** RFC 3339 date-time, or a date: the end of that day. */
  readonly asOf: string;
  /** What a change touches: date rules have their full severity only there. */
  readonly changed?: { readonly base: string; readonly head?: string };
  /** Content to check in place of a file's. */
  readonly stdin?: { readonly filename: string; readonly text: string };
}

export interface Checked {
  readonly result: Result;
  /** Number of documents that matched. */
  readonly matched: number;
  /** Text of a file as it was checked. */
  readonly sources: (file: string) => string | undefined;
  readonly rules: readonly Rule[];
}

/**
 * The whole order of work: discover → read → parse → validate → document rules and facts → workspace rules → place →
 * suppress → assess.
 * @throws UsageError for options or configuration the user can mend.
 */
export async function runCheck(options: CheckOptions): Promise<Checked> {
  const project = await openProject(options.cwd, options.config);
  const { rules: all } = await import('../generated/rules.ts');
  const rules = armRules(all, project.config);
  const zone = await zoneOf(project);
  const asOf = readAsOf(options.asOf, zone);
  const [discovery, commit, touched] = await Promise.all([
    discover(project),
    project.isGit ? headCommit(project.base) : null,
    options.changed ? changedPaths(project.base, options.changed.base, options.changed.head) : undefined,
  ]);
  const read = withStdin(
    createReader({ base: project.base, maxBytes: Number(rules.options('document-unreadable').max_kib ?? 1024) * 1024 }),
    options,
    project,
  );
  const context = { asOf, zone };

  const documents: Counted[] = [];
  const facts: Facts[] = [];
  const ignores: Ignore[] = [];
  const drafts: Draft[] = [...configDrafts(discovery.unmatched, project), ...baseDrafts(options, touched, project)];
  for (const file of discovery.files) {
    const examined = await examine(file, read(file.path), { rules, context });
    facts.push(...examined.facts);
    drafts.push(...examined.drafts);
    ignores.push(...examined.ignores);
    documents.push(...count(examined, file));
  }
  const workspace = gather(facts, project);
  drafts.push(...runWorkspaceRules(workspace, rules, context).filter((draft) => !isToldBySchema(draft, drafts)));

  const isTouched = touchedBy(options, touched);
  const sources = (file: string) => textOf(read(file));
  const toFindings = async (some: readonly Draft[]): Promise<Finding[]> => {
    const placed = await placeDrafts(
      some.filter((draft) => levelOf(draft) !== 'off'),
      sources,
    );
    return placed.flatMap((one) => {
      const rule = rules.byId.get(one.draft.rule);
      return rule ? [toFinding(one, rule, levelOf(one.draft) as Severity)] : [];
    });
  };
  const levelOf = (draft: Draft): Severity | 'off' => {
    const rule = rules.byId.get(draft.rule);
    if (!rule) throw new Error(`no rule "${draft.rule}"`);
    return severityOf(draft, rule, { rules, isTouched });
  };
  const { findings, problems } = suppress(await toFindings(drafts), ignores, {
    ...context,
    knows: (id) => rules.byId.has(id),
  });
  const ofIgnores = await toFindings(
    problems.map(({ rule, ignore, message }) => ({
      rule,
      message,
      subject: ignore.file,
      document: { kind: 'config', path: ignore.file, index: 0, base: '' },
      place: { line: ignore.line, column: ignore.column },
      anchor: `/${ignore.rule}/${ignore.until ?? ''}`,
    })),
  );
  const inScope = scopeOf(options, project);
  const wanted = inOrder([...findings, ...ofIgnores].filter(({ file }) => inScope(file)));
  const shown = documents.filter(({ file }) => inScope(file));
  const result = resultOf({
    asOf,
    commit,
    findings: wanted,
    documents: shown,
    skipped: discovery.skipped.filter(({ file }) => inScope(file)),
    embedded: workspace.capas.filter(({ ref }) => ref.base !== '' && inScope(ref.path)).length,
  });
  return { result, matched: shown.length, sources, rules: all };
}

async function zoneOf({ config, configPath }: Project): Promise<Zone> {
  try {
    return await openZone(config.timezone ?? 'UTC');
  } catch {
    throw new UsageError(
      `${configPath ?? 'configuration'}: unknown timezone "${config.timezone}"; use an IANA name such as Europe/Oslo`,
    );
  }
}

function readAsOf(text: string, zone: Zone): number {
  if (isDate(text)) return endOfDay(text, zone);
  const span = isDateTime(text) ? spanOf(text, zone) : undefined;
  if (!span)
    throw new UsageError(
      `--as-of: "${text}" is neither a date (2026-11-23) nor a date-time with offset (2026-11-23T12:00:00Z)`,
    );
  return span.start;
}

function textOf(read: ReadResult): string | undefined {
  return 'text' in read ? read.text : undefined;
}

function withStdin(
  read: (path: string) => ReadResult,
  { stdin, cwd }: CheckOptions,
  { base }: Project,
): (path: string) => ReadResult {
  if (!stdin) return read;
  const target = toPosix(relative(base, resolve(cwd, stdin.filename)));
  return (path) => (path === target ? { text: stdin.text.replace(/^\ufeff/, '') } : read(path));
}

function scopeOf({ paths = [], cwd, stdin }: CheckOptions, { base, configPath }: Project): (file: string) => boolean {
  const chosen = [...paths, ...(stdin ? [stdin.filename] : [])].map((path) =>
    toPosix(relative(base, isAbsolute(path) ? path : resolve(cwd, path))),
  );
  if (chosen.length === 0 || chosen.includes('')) return () => true;
  // What concerns the whole run is told whatever was chosen.
  return (file) =>
    file === (configPath ?? CONFIG_FILE) || chosen.some((path) => file === path || file.startsWith(`${path}/`));
}

function touchedBy({ changed }: CheckOptions, touched: readonly string[] | undefined): (path: string) => boolean {
  if (!changed) return () => true;
  const paths = new Set(touched ?? []);
  return (path) => paths.has(path);
}

function configDrafts(unmatched: readonly { pointer: string; glob: string }[], { configPath = '' }: Project): Draft[] {
  return unmatched.map(({ pointer, glob }) => ({
    rule: 'config-glob-unmatched',
    message: `The glob "${glob}" matches no file`,
    subject: configPath,
    document: { kind: 'config', path: configPath, index: 0, base: '' },
    place: { pointer },
  }));
}

/** Said once where a change is checked but its base is not there. */
function baseDrafts(
  { changed }: CheckOptions,
  touched: readonly string[] | undefined,
  { configPath }: Project,
): Draft[] {
  if (!changed || touched) return [];
  const path = configPath ?? CONFIG_FILE;
  return [
    {
      rule: 'base-unknown',
      subject: path,
      document: { kind: 'config', path, index: 0, base: '' },
      place: { line: 1 },
      message: `The base "${changed.base}" of the change is not in this clone: every date rule is at most a warning`,
    },
  ];
}

function count(
  { facts, shown, documents }: Examined,
  { path, kind }: { path: string; kind: Counted['kind'] },
): Counted[] {
  const isRead = !facts.some((fact) => fact.kind === 'unread');
  const top = facts.filter(({ ref }) => ref.base === '');
  return Array.from({ length: documents }, (_, i) => {
    const fact = top[i];
    const named =
      fact && 'id' in fact ? [fact.id, 'title' in fact ? fact.title : undefined].filter(Boolean).join(' ') : '';
    return {
      file: path,
      kind,
      isRead,
      title: named || path,
      shown,
      ...(fact?.kind === 'policy' ? { type: fact.type } : {}),
    };
  });
}

function gather(facts: readonly Facts[], { config }: Project): Workspace {
  const of = <K extends Facts['kind']>(kind: K) =>
    facts.filter((fact): fact is Extract<Facts, { kind: K }> => fact.kind === kind);
  const policies = of('policy');
  return {
    incidents: of('incident'),
    capas: of('capa'),
    runbooks: of('runbook'),
    policies,
    profiles: of('profile'),
    waivers: of('waiver'),
    unread: of('unread'),
    severities: severityScale(config.severities, policies),
  };
}

function runWorkspaceRules(workspace: Workspace, rules: RuleSet, context: { asOf: number; zone: Zone }): Draft[] {
  const subjects = new Map<string, string>();
  for (const { ref, id } of [
    ...workspace.incidents,
    ...workspace.capas,
    ...workspace.runbooks,
    ...workspace.policies,
  ]) {
    if (id !== undefined) subjects.set(`${ref.path}\0${ref.index}\0${ref.base}`, id);
  }
  return rules.workspace.flatMap(({ rule, options }) =>
    [...rule.check(workspace, { ...context, options })].map((report) => {
      const { path, index, base } = report.document;
      return { ...report, rule: rule.id, subject: subjects.get(`${path}\0${index}\0${base}`) ?? path };
    }),
  );
}

/** A workspace rule does not tell again what the schema told of the same place. */
function isToldBySchema(draft: Draft, told: readonly Draft[]): boolean {
  const same = told.filter(
    (one) => one.covers && one.document.path === draft.document.path && one.document.index === draft.document.index,
  );
  return isCovered(
    draft,
    same.map((one) => one.covers as NonNullable<Draft['covers']>),
  );
}

interface Outcome {
  readonly asOf: number;
  readonly commit: string | null;
  readonly findings: readonly Finding[];
  readonly documents: readonly Counted[];
  readonly skipped: readonly Skipped[];
  /** CAPAs kept in incidents. */
  readonly embedded: number;
}

function resultOf({ asOf, commit, findings, documents, skipped, embedded }: Outcome): Result {
  const live = findings.filter(({ waived }) => !waived);
  const level = (severity: Severity) => live.filter((finding) => finding.severity === severity).length;
  const kind = (name: Counted['kind']) => documents.filter((document) => document.kind === name).length;
  return {
    version: 1,
    tool: { name: 'aimscheck', version },
    as_of: new Date(asOf).toISOString(),
    commit,
    summary: {
      errors: level('error'),
      warnings: level('warning'),
      notices: level('notice'),
      waived: findings.length - live.length,
      documents: {
        policy: kind('policy'),
        incident: kind('incident'),
        capa: kind('capa') + embedded,
        runbook: kind('runbook'),
      },
      skipped,
    },
    findings,
    requirements: assess(documents, findings),
  };
}
