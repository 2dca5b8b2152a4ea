import type { Location, Log, Notification, ReportingDescriptor, Run, Result as SarifResult } from 'sarif';
import { isAddress, jsonText, terminalLines, uriPath } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import type { Finding, Location as Place, Result, Waived } from '../types.ts';
import { byPlace, isAtLeast, sayTerms, worstFirst } from './findings.ts';
import type { ReportOptions } from './options.ts';
import { describeRules, LEVELS } from './sarif-rules.ts';
import { describeCounts, describeDocuments, describeWaivedCounts, notEvaluable, skippedByReason } from './summary.ts';

/** GitHub code scanning keeps this many results of a run and drops the rest in silence. */
export const RESULT_LIMIT = 5000;
const LONGEST_MESSAGE = 4000;
/** Code scanning refuses more than 1,000 locations of a result. */
const MOST_RELATED = 100;
/** Key of our own, so that an uploader still adds its `primaryLocationLineHash`. */
const FINGERPRINT_KEY = 'aimscheck/v1';

const NOTIFICATIONS = {
  'results-cut': 'More results than code scanning keeps.',
  'files-skipped': 'Files that were not checked.',
  'not-evaluable': 'Requirements that could not be judged.',
} as const;

/**
 * SARIF 2.1.0 for GitHub code scanning: one run, addresses relative to the repository root, no times, waived findings
 * kept as suppressed results, at most {@link RESULT_LIMIT} results with the worst kept.
 */
export function renderSarif(result: Result, options: ReportOptions): string {
  const seen = result.findings.filter((finding) => isAtLeast(finding.severity, options.minSeverity));
  const findings = worstFirst(seen).slice(0, RESULT_LIMIT).sort(byPlace);
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [createRun({ result, options, findings, cut: seen.length - findings.length })],
  };
  return jsonText(`${JSON.stringify(log, null, 2)}\n`);
}

interface RunParts {
  readonly result: Result;
  readonly options: ReportOptions;
  readonly findings: readonly Finding[];
  /** Findings beyond the limit. */
  readonly cut: number;
}

function createRun({ result, options, findings, cut }: RunParts): Run {
  const rules = describeRules(options.rules, findings);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  // The standard wants the list of suppressions on all results of a run or on none.
  const hasSuppressions = findings.some((finding) => finding.waived !== undefined);
  const home = options.rules.map((rule) => withoutFragment(rule.url)).find(isAddress);
  return {
    tool: {
      driver: {
        name: result.tool.name,
        semanticVersion: result.tool.version,
        ...(home === undefined ? {} : { informationUri: home }),
        rules,
        notifications: Object.entries(NOTIFICATIONS).map(describeNotification),
      },
    },
    invocations: [
      {
        executionSuccessful: true,
        ...(options.exitCode === undefined ? {} : { exitCode: options.exitCode }),
        toolExecutionNotifications: createNotifications(result, cut),
      },
    ],
    automationDetails: { id: 'aimscheck/' },
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the Git repository.' } } },
    columnKind: 'utf16CodeUnits',
    defaultEncoding: 'utf-8',
    properties: {
      asOf: result.as_of,
      commit: result.commit,
      documents: describeDocuments(result),
      findings: describeCounts(result) + describeWaivedCounts(result),
    },
    results: findings.map((finding) => createResult(finding, indexes.get(finding.rule) ?? -1, hasSuppressions)),
  };
}

function createResult(finding: Finding, ruleIndex: number, hasSuppressions: boolean): SarifResult {
  const { rule, severity, message, help, related, waived, fingerprint, subject, section, layer } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: messageText([message, help].filter((part) => part !== '').join('\n')) },
    locations: [createLocation(finding)],
    ...(related.length > 0 ? { relatedLocations: related.slice(0, MOST_RELATED).map(createRelatedLocation) } : {}),
    partialFingerprints: { [FINGERPRINT_KEY]: fingerprint },
    ...(hasSuppressions ? { suppressions: waived ? [createSuppression(waived)] : [] } : {}),
    properties: { subject, section, layer },
  };
}

function createSuppression(waived: Waived) {
  const kind = waived.kind === 'ignore' ? 'inSource' : 'external';
  return { kind, status: 'accepted', justification: `waived ${sayTerms(waived)}` } as const;
}

function createRelatedLocation(place: Place & { readonly message: string }, index: number): Location {
  return { id: index + 1, ...createLocation(place), message: { text: messageText(place.message) } };
}

function createLocation({ file, line, column, end_line, end_column }: Place): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriPath(file), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, endLine: end_line, endColumn: end_column },
    },
  };
}

/** Without what a message may contain in SARIF beside text: links, `[text](address)`, and placeholders, `{0}`. */
function messageText(text: string): string {
  const plain = terminalLines(text).join('\n');
  return clip(plain.replaceAll(/\](?=\()|\{(?=\d)/g, '$&\u2060'), LONGEST_MESSAGE);
}

function createNotifications(result: Result, cut: number): Notification[] {
  const unjudged = notEvaluable(result).length;
  const skipped = skippedByReason(result).map(([reason, files]) =>
    notify('files-skipped', 'note', `${count(files.length, 'file')} skipped: ${reason}.`),
  );
  return [
    ...(cut > 0 ? [notify('results-cut', 'warning', sayCut(cut))] : []),
    ...skipped,
    ...(unjudged > 0 ? [notify('not-evaluable', 'note', `${count(unjudged, 'requirement')} not evaluable.`)] : []),
  ];
}

function sayCut(cut: number): string {
  return `${count(cut, 'result')} left out, the least severe: code scanning keeps ${RESULT_LIMIT}. Use --format json for all.`;
}

function notify(id: keyof typeof NOTIFICATIONS, level: Notification.level, text: string): Notification {
  return { descriptor: { id }, level, message: { text: messageText(text) } };
}

function describeNotification([id, text]: readonly [id: string, text: string]): ReportingDescriptor {
  return { id, shortDescription: { text }, fullDescription: { text }, help: { text } };
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}
