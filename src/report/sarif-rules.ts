import type { ReportingDescriptor, Result as SarifResult } from 'sarif';
import { isAddress } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { describeReferences } from '../text/references.ts';
import type { Finding, Severity } from '../types.ts';
import { compare } from './findings.ts';
import type { RuleInfo } from './options.ts';

export const LEVELS: Readonly<Record<Severity, SarifResult.level>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
};
const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'recommendation',
};
/** What code scanning shows of a description, and how many tags it takes. */
const LONGEST_DESCRIPTION = 1024;
const MOST_TAGS = 20;

/** Every known rule and every rule that found something, sorted by id. */
export function describeRules(rules: readonly RuleInfo[], findings: readonly Finding[]): ReportingDescriptor[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const finding of findings) {
    if (!byId.has(finding.rule)) byId.set(finding.rule, inferRule(finding));
  }
  return [...byId.values()].sort((a, b) => compare(a.id, b.id)).map(describeRule);
}

function describeRule(rule: RuleInfo): ReportingDescriptor {
  const clauses = describeReferences(rule.references);
  const paragraphs = [rule.rationale, rule.fix && `How to fix: ${rule.fix}`, clauses && `Rests on ${clauses}.`];
  const text = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n') || rule.summary;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: clip(rule.summary, LONGEST_DESCRIPTION) },
    fullDescription: { text: clip(rule.rationale || rule.summary, LONGEST_DESCRIPTION) },
    help: { text, markdown: isAddress(rule.url) ? `${text}\n\n[${rule.id}](${rule.url})` : text },
    ...(isAddress(rule.url) ? { helpUri: rule.url } : {}),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: tagsOf(rule),
      precision: 'very-high',
      'problem.severity': PROBLEM_SEVERITIES[rule.severity],
    },
  };
}

function tagsOf({ section, layer, references }: RuleInfo): string[] {
  const tags = ['iso-42001', section, layer, ...references].filter((tag) => tag !== null);
  return [...new Set(tags)].slice(0, MOST_TAGS);
}

/** What is known of a rule from a finding alone. */
function inferRule({ rule, severity, references, url, section, layer }: Finding): RuleInfo {
  return { id: rule, summary: rule, rationale: '', fix: '', severity, references, url, section, layer };
}

function pascalCase(id: string): string {
  return id.replaceAll(/(?:^|-)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
