import { parse } from 'yaml';
import { questions } from '../../src/generated/questions.ts';
import type { Prompter } from '../../src/profile/prompter.ts';

/** What a person is shown, in order. */
export type Shown = string[];

export interface Script {
  /** The answers that the person has in mind: a whole profile, as YAML. */
  readonly profile: string;
  readonly shown?: Shown;
  /** Breaks off (Ctrl-C) at this question, counted from 0. */
  readonly breaksOffAt?: number;
  /** Yes or no to a question that is not about a list; default yes. */
  readonly confirms?: (message: string) => boolean;
  /** Which choice is taken where contradictions are said; default: to leave it. */
  readonly settles?: (choices: readonly string[]) => string;
}

/** A person who answers every question from a profile, each kind of question in the order of its items. */
export function scriptedPrompter({
  profile,
  shown = [],
  breaksOffAt,
  confirms = () => true,
  settles = () => '',
}: Script): Prompter {
  const target: unknown = parse(profile);
  const given = new Map<string, number>();
  let asked = 0;
  const isOver = () => asked++ === breaksOffAt;
  const next = (message: string): unknown => {
    const [pattern = ''] =
      Object.entries(questions).find(([, ask]) => message === ask || message.startsWith(`${ask} (`)) ?? [];
    const answers = valuesAt(target, pattern);
    const at = given.get(pattern) ?? 0;
    given.set(pattern, at + 1);
    return answers[at];
  };
  return {
    async text({ message, hint, problemWith }) {
      shown.push(`${message} ${hint}`);
      if (isOver()) return undefined;
      const value = next(message);
      const text = Array.isArray(value) ? value.join('; ') : String(value);
      const problem = problemWith(text);
      if (problem !== undefined) throw new Error(`${message} ${text}: ${problem}`);
      return text;
    },
    async choose({ message, choices, several }) {
      shown.push(message);
      if (isOver()) return undefined;
      const values = choices.map(({ value }) => value);
      if (message === 'Which of the two is wrong?') return [settles(values)];
      const value = several && message === questions['regimes[].id'] ? valuesAt(target, 'regimes[].id') : next(message);
      const wanted = [value].flat().map(String);
      if (!wanted.every((one) => values.includes(one)))
        throw new Error(`${message} ${wanted.join()} of ${values.join()}`);
      return wanted;
    },
    async confirm(message) {
      shown.push(message);
      if (isOver()) return undefined;
      const [, item] = /^Is there another (.+)\?$/.exec(message) ?? [];
      return item === undefined ? confirms(message) : isAnother(item, given, target);
    },
    say: (title, lines) => void shown.push(`${title}: ${lines.join(' | ')}`),
  };
}

/** The last question of an item of each kind. */
const COUNTED: Readonly<Record<string, string>> = {
  metric: 'ai_systems[].metrics[].name',
  'AI system': 'ai_systems[].name',
  'cloud provider': 'cloud_providers[].name',
  role: 'roles[].title',
  'supplier of models': 'suppliers[].name',
  objective: 'aims.objectives[].objective',
};

function isAnother(item: string, given: ReadonlyMap<string, number>, target: unknown): boolean {
  const pattern = COUNTED[item] ?? '';
  const done = given.get(pattern) ?? 0;
  if (item !== 'metric') return done < valuesAt(target, pattern).length;
  const system = (given.get('ai_systems[].name') ?? 1) - 1;
  const before = valuesAt(target, 'ai_systems[].metrics').slice(0, system + 1);
  return done < before.flat().length;
}

/** Every value that a pattern of questions.yml means in a profile; of one by level, those of the levels in their order. */
export function valuesAt(profile: unknown, pattern: string): unknown[] {
  return pattern.split('.').reduce<unknown[]>(
    (values, step) => {
      const key = step.replace(/\[\]$|\{\}$/, '');
      const inner = values.map((value) => (value as Record<string, unknown>)[key]);
      if (step.endsWith('[]'))
        return inner.flatMap((list) =>
          (list as unknown[]).filter((one) => (one as { applicable?: boolean }).applicable !== false),
        );
      return step.endsWith('{}') ? inner.flatMap((levels) => Object.values(levels as object)) : inner;
    },
    [profile],
  );
}
