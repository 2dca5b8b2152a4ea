import { answer, applyGuess, openGuesses } from './apply.ts';
import { contradictionsIn, type Draft } from './contradictions.ts';
import { kindAt, readAnswer, type ValueSchema } from './kinds.ts';
import type { Guess } from './look/index.ts';
import { type Answers, pathSaid, stepsOf, valueAt, withValue } from './path.ts';
import type { Prompter } from './prompter.ts';
import { MAY_BE_EMPTY, type OpenQuestion, openQuestions } from './questions.ts';

export interface Asking {
  readonly answers: Answers;
  readonly guesses: readonly Guess[];
  readonly schema: ValueSchema;
  readonly prompter: Prompter;
}

/** What lists hold, where one may be followed by another. */
const ITEMS: readonly (readonly [list: RegExp, item: string])[] = [
  [/^ai_systems\[\d+\]\.metrics$/, 'metric'],
  [/^ai_systems$/, 'AI system'],
  [/^cloud_providers$/, 'cloud provider'],
  [/^roles$/, 'role'],
  [/^suppliers$/, 'supplier of models'],
  [/^aims\.objectives$/, 'objective'],
];

/**
 * The interview: guesses are confirmed, then what is open is asked, group by group, and contradictions are said. A person
 * may stop before any group, and what was answered so far is given; undefined where the person breaks off (Ctrl-C).
 */
export async function interview(asking: Asking): Promise<Answers | undefined> {
  const confirmed = await confirmGuesses(asking);
  const answered = confirmed && (await askOpen({ ...asking, answers: confirmed }));
  return answered && settle({ ...asking, answers: answered });
}

async function confirmGuesses({ answers, guesses, prompter }: Asking): Promise<Answers | undefined> {
  const open = openGuesses(answers, guesses);
  if (open.length > 0) prompter.say('Seen in this repository', open.map(sayGuess));
  let all = answers;
  for (const guess of open) {
    const isRight = await prompter.confirm(`Is this right? ${sayGuess(guess)}`);
    if (isRight === undefined) return undefined;
    if (isRight) all = applyGuess(all, guess).answers;
  }
  return all;
}

/** "tools.paging: PagerDuty (infra/main.tf:12)" */
export const sayGuess = ({ place, value, source }: Guess): string => `${place}: ${sayValue(value)} (${source})`;

const sayValue = (value: Guess['value']): string =>
  typeof value === 'string'
    ? value
    : Object.values(value)
        .map((part) => (Array.isArray(part) ? part.join(', ') : String(part)))
        .join(', ');

async function askOpen(asking: Asking): Promise<Answers | undefined> {
  const { prompter } = asking;
  let { answers } = asking;
  let group = '';
  for (let [open] = openQuestions(answers); open; [open] = openQuestions(answers)) {
    const next = open.path.split(/[.[]/)[0] ?? '';
    if (next !== group) {
      const left = openQuestions(answers).filter(({ path }) => path.startsWith(next)).length;
      const goOn = await prompter.confirm(
        `Next: ${next.replaceAll('_', ' ')} (${left} open). Go on? No saves and stops.`,
      );
      if (goOn === undefined) return undefined;
      if (!goOn) return answers;
      group = next;
    }
    const answered = await askOne(asking, answers, open);
    const more = answered && (await askForMore(asking, answered, open.path));
    if (!more) return undefined;
    answers = more;
  }
  return answers;
}

async function askOne(asking: Asking, answers: Answers, open: OpenQuestion): Promise<Answers | undefined> {
  const { prompter, schema } = asking;
  const { path, ask, of } = open;
  const [list = ''] = path.split('[0]');
  if (
    MAY_BE_EMPTY.has(list) &&
    list !== 'regimes' &&
    path.startsWith(`${list}[0]`) &&
    valueAt(answers, [list]) === undefined
  ) {
    const isAny = await prompter.confirm(`Is there a ${itemOf(list)}?`);
    if (isAny === undefined) return undefined;
    if (!isAny) return withValue(answers, [list], []);
  }
  const kind = kindAt(schema, path, answers);
  const message = `${ask}${of === undefined ? '' : ` (${of})`}`;
  if (kind.is === 'choice' || kind.is === 'choices') {
    const chosen = await prompter.choose({
      message,
      hint: kind.hint,
      choices: kind.of,
      several: kind.is === 'choices',
    });
    if (!chosen) return undefined;
    if (path === 'regimes[0].id')
      return withValue(
        answers,
        ['regimes'],
        chosen.map((id) => ({ id, applicable: true })),
      );
    return answer(answers, path, kind.is === 'choices' ? chosen : chosen[0]);
  }
  const problemWith = (text: string) => {
    const read = readAnswer(schema, path, text);
    return text.trim() === '' ? 'An answer is needed.' : 'problem' in read ? read.problem : undefined;
  };
  const text = await prompter.text({ message, hint: kind.hint, problemWith });
  if (text === undefined) return undefined;
  const read = readAnswer(schema, path, text);
  return 'value' in read ? answer(answers, path, read.value) : answers;
}

/** Where the item of a list has all its answers, whether there is another. */
async function askForMore({ prompter }: Asking, answers: Answers, path: string): Promise<Answers | undefined> {
  const lists = [...path.matchAll(/\[(\d+)\]/g)].map(({ index, 1: at }) => ({
    list: path.slice(0, index),
    at: Number(at),
  }));
  for (const { list, at } of lists.toReversed()) {
    const item = itemOf(list);
    const isOpen = openQuestions(answers).some((open) => open.path.startsWith(`${list}[${at}]`));
    const all = valueAt(answers, stepsOf(list));
    if (item === undefined || isOpen || !Array.isArray(all) || at !== all.length - 1) continue;
    const isMore = await prompter.confirm(`Is there another ${item}?`);
    if (isMore === undefined) return undefined;
    if (isMore) return withValue(answers, [...stepsOf(list), at + 1], {});
  }
  return answers;
}

const itemOf = (list: string): string | undefined => ITEMS.find(([pattern]) => pattern.test(list))?.[1];

/** Says what contradicts what, and asks again for the answer that is to change. */
async function settle(asking: Asking): Promise<Answers | undefined> {
  const { prompter } = asking;
  let { answers } = asking;
  const left = new Set<string>();
  for (;;) {
    const found = contradictionsIn(answers as Draft).find(({ places }) => !left.has(places.join(' ')));
    if (!found) return answers;
    prompter.say('Contradiction', [found.message, ...found.places.map((place) => pathSaid(answers, place))]);
    const choices = [
      ...found.places.map((value) => ({ value, label: `Change ${value}` })),
      { value: '', label: 'Leave it for now' },
    ];
    const [place] =
      (await prompter.choose({ message: 'Which of the two is wrong?', hint: '', choices, several: false })) ?? [];
    if (place === undefined) return undefined;
    left.add(found.places.join(' '));
    if (place === '') continue;
    const again = await askOne(asking, answers, { path: place, ask: `What is right for ${place}?` });
    if (!again) return undefined;
    answers = again;
    left.delete(found.places.join(' '));
  }
}
