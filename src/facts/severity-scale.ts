import type { PolicyFacts } from './policy.ts';

/** The organisation's severity labels. Rank 1 is the worst. */
export interface SeverityScale {
  readonly labels: readonly string[];
  /** Where the labels come from; `default` means nobody stated any. */
  readonly source: 'configuration' | 'policy' | 'default';
  /** The policy that states them. */
  readonly policy?: PolicyFacts;
  /** Rank of a label, also of one that the scale lacks if its wording tells; undefined otherwise. */
  readonly rankOf: (label: string | undefined) => number | undefined;
}

const WORDS = new Map<string, number>([
  ['critical', 1],
  ['catastrophic', 1],
  ['severe', 1],
  ['very serious', 1],
  ['high', 2],
  ['major', 2],
  ['serious', 2],
  ['medium', 3],
  ['moderate', 3],
  ['low', 4],
  ['minor', 4],
  ['informational', 4],
]);

/** Configuration wins over the policy, the policy over the wording of the labels. */
export function severityScale(
  configured: readonly string[] | undefined,
  policies: readonly PolicyFacts[],
): SeverityScale {
  if (configured) return scale(configured, 'configuration');
  const stating = policies.filter(({ severities }) => severities.length > 0);
  // A policy of a known type before any other document that has a table of levels.
  const policy = stating.find(({ type }) => type !== undefined) ?? stating[0];
  if (policy)
    return {
      ...scale(
        policy.severities.map(({ id }) => id),
        'policy',
      ),
      policy,
    };
  return scale([], 'default');
}

function scale(labels: readonly string[], source: SeverityScale['source']): SeverityScale {
  const ranks = new Map(labels.map((label, i) => [normal(label), i + 1]));
  return {
    labels,
    source,
    rankOf: remembered((label) => ranks.get(normal(label)) ?? rankByWording(label)),
  };
}

const MOST_REMEMBERED = 1000;

/** Every record names one of a few labels. */
function remembered(rank: (label: string) => number | undefined): SeverityScale['rankOf'] {
  const known = new Map<string, number | undefined>();
  return (label) => {
    if (label === undefined) return undefined;
    if (!known.has(label) && known.size < MOST_REMEMBERED) known.set(label, rank(label));
    return known.has(label) ? known.get(label) : rank(label);
  };
}

/** Case, and the joiner between word and number, do not tell labels apart: "Sev 1" is "SEV-1". */
function normal(label: string): string {
  return label.toLowerCase().replace(/[\s_-]+/g, '');
}

function rankByWording(label: string): number | undefined {
  const word = WORDS.get(label.trim().toLowerCase());
  if (word !== undefined) return word;
  const numbered = /^\s*(?:sev|s|p|severity|level|tier|priority)[\s_-]*(\d)\s*$/i.exec(label);
  return numbered?.[1] === undefined ? undefined : Math.max(1, Number(numbered[1]));
}
