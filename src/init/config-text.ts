import { stringify } from 'yaml';
import { count } from '../text/plural.ts';
import { type Proposal, type ProposedField, worstFirst } from './propose.ts';

export interface ConfigPlan {
  readonly proposals: readonly Proposal[];
  /** Globs of policies and runbooks that are not where they are looked for anyway. */
  readonly policies: readonly string[];
  readonly runbooks: readonly string[];
}

const HEAD = `# yaml-language-server: $schema=https://aimscheck.github.io/aimscheck/schemas/v1/config.schema.json
# What aimscheck checks, and how. Unknown keys are errors; globs are relative to this file.

# A date without time means the end of that day here.
timezone: UTC
`;

/** `.aimscheck.yml` with a comment on everything that somebody should look at. */
export function configText({ proposals, policies, runbooks }: ConfigPlan): string {
  const kinds = ['incident', 'capa'] as const;
  const of = (kind: (typeof kinds)[number]) => proposals.filter(({ group }) => group.kind === kind);
  const documents = [
    ...globLines('policy', policies),
    ...globLines('runbook', runbooks),
    ...kinds.flatMap((kind) =>
      globLines(
        kind,
        of(kind).flatMap(({ group }) => globsOf(group)),
      ),
    ),
  ];
  const severities = worstFirst([...new Set(of('incident').flatMap((proposal) => proposal.severities))]);
  const maps = kinds.flatMap((kind) => fieldLines(kind, of(kind)));
  return [
    HEAD,
    ...(documents.length > 0
      ? ['documents:', ...documents, '']
      : ['# documents: {}   # policies/, runbooks/, incidents/, capas/ are looked in anyway', '']),
    ...(severities.length > 0
      ? ['# Worst first. Put them into the right order.', `severities: [${severities.map(scalar).join(', ')}]`, '']
      : []),
    ...(maps.length > 0
      ? ['# Their field → ours; what records already say keeps its name.', 'fields:', ...maps, '']
      : []),
    ...ruleLines(proposals),
  ].join('\n');
}

function globLines(kind: string, globs: readonly string[]): string[] {
  return globs.length === 0 ? [] : [`  ${kind}: [${globs.map((glob) => scalar(glob)).join(', ')}]`];
}

export function globsOf({ folder, extensions }: { folder: string; extensions: readonly string[] }): string[] {
  const files = extensions.length === 1 ? `*.${extensions[0]}` : `*.{${extensions.join(',')}}`;
  return [folder === '.' ? files : `${folder}/${files}`];
}

function fieldLines(kind: 'incident' | 'capa', proposals: readonly Proposal[]): string[] {
  const seen = new Set<string>();
  const lines = proposals.flatMap(({ group, fields, ignored }) => {
    const own = fields.filter(({ from }) => !seen.has(from) && seen.add(from));
    const names = ignored.filter(({ name }) => !seen.has(name));
    return own.length + names.length === 0
      ? []
      : [
          `    # ${group.folder}: ${count(group.records, 'record')} in ${count(group.files, 'file')}`,
          ...own.map(fieldLine),
        ];
  });
  if (lines.length === 0) return [];
  const unused = [...new Set(proposals.flatMap(({ ignored }) => ignored.map(({ name }) => name)))]
    .filter((name) => !seen.has(name))
    .sort();
  const always = kind === 'incident' ? '{ schema_version: 1, kind: incident }' : '{ kind: corrective }';
  return [
    `  ${kind}:`,
    ...lines,
    '    # the same for every record; what a record says itself wins',
    `    $always: ${always}`,
    ...(unused.length > 0
      ? ['    # no field of ours: not looked at', `    $ignore: [${unused.map(scalar).join(', ')}]`]
      : []),
  ];
}

function fieldLine({ from, to, each, values, note }: ProposedField): string {
  const target = to.length === 1 ? to[0] : `[${to.join(', ')}]`;
  const extra = [
    each ? `each: ${each}` : '',
    values
      ? `values: { ${Object.entries(values)
          .map(([key, value]) => `${quoted(key)}: ${value}`)
          .join(', ')} }`
      : '',
  ].filter(Boolean);
  const value = extra.length === 0 && to.length === 1 ? target : `{ to: ${[target, ...extra].join(', ')} }`;
  return `    ${scalar(from)}: ${value}${note ? `   # ${oneLine(note)}` : ''}`;
}

function ruleLines(proposals: readonly Proposal[]): string[] {
  const named = proposals.some(
    ({ group, fields }) =>
      group.kind === 'incident' && (fields.some(({ to }) => to.includes('id')) || group.fields.has('id')),
  );
  return [
    '# Level of a rule: off, notice, warning or error. `aimscheck explain` lists them.',
    ...(named
      ? [
          'rules:',
          '  incident-id-format: off   # ids are as they were; or say what they look like: { level: error, pattern: … }',
        ]
      : ['# rules: {}']),
    '',
    '# What is wrong today can be taken as the baseline, so that only new findings count:',
    '#   aimscheck check --update-baseline',
    '',
  ];
}

/** A text as YAML writes it on one line. */
function scalar(text: string): string {
  return stringify(text, {
    lineWidth: 0,
    defaultStringType: /^[\w$][\w .$/-]*$/.test(text) ? 'PLAIN' : 'QUOTE_SINGLE',
  }).trimEnd();
}

function quoted(text: string): string {
  return /^[A-Za-z][\w-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
