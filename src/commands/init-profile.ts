import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { openProject } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { listFiles } from '../git/repository.ts';
import { readYaml } from '../parse/yaml.ts';
import { applyGuess, mergeAnswers, openGuesses, type Sources } from '../profile/apply.ts';
import { interview, sayGuess } from '../profile/ask.ts';
import { contradictionsIn, type Draft, sayContradiction } from '../profile/contradictions.ts';
import type { ValueSchema } from '../profile/kinds.ts';
import { type Guess, isTelling, lookAround } from '../profile/look/index.ts';
import type { Answers } from '../profile/path.ts';
import { profileText } from '../profile/profile-text.ts';
import { openQuestions } from '../profile/questions.ts';
import { createReader } from '../read.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { isRecord } from '../text/is-record.ts';
import { count } from '../text/plural.ts';
import { toPosix } from '../text/posix.ts';
import { validate } from '../validate/index.ts';
import { validatorOf } from '../validate/load.ts';
import { saveWhole } from './save-text.ts';

export interface InitProfileFlags {
  readonly answers?: string;
  readonly dryRun?: boolean;
}

interface Answered {
  readonly answers: Answers;
  /** Guesses taken over without a person's word. */
  readonly guessed: readonly Guess[];
  readonly sources: Sources;
}

const MOST_FILES = 2000;
const LARGEST_FILE = 256 * 1024;

/**
 * `aimscheck init --profile`: looks at the repository, asks what it does not tell, and writes the organisation profile. A
 * profile that is there is gone on with: only what it leaves open is asked. Where nobody sits at a terminal, answers come
 * from a file. Exits 1 where questions are left open or answers contradict each other, 130 where the person broke off:
 * then nothing is written.
 */
export async function initProfileCommand(flags: InitProfileFlags, terminal: Terminal): Promise<number> {
  const project = await openProject(terminal.cwd);
  const file = join(project.root, project.config.profile ?? 'profile.yml');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const started =
    before === undefined ? { schema_version: 1 } : await readAnswers(before, relative(terminal.cwd, file));
  const guesses = await look(project.root);
  const { schema } = await validatorOf('profile');
  const step = { started, guesses, schema: schema as ValueSchema };
  const answered = await answersFor(flags, step, terminal);
  if (!answered) {
    terminal.warn('aimscheck: broken off, nothing was written\n');
    return 130;
  }
  await refuseWrong(answered.answers);
  const text = profileText({ ...answered, before, schema: schema as ValueSchema });
  const path = toPosix(relative(terminal.cwd, file));
  terminal.write(report(answered));
  if (flags.dryRun) terminal.write(`would write ${terminalText(path)}\n\n${text}`);
  else if (text === before) terminal.write(`unchanged ${terminalText(path)}\n`);
  else {
    saveWhole(file, text);
    terminal.write(`wrote ${terminalText(path)}\n`);
  }
  const { answers } = answered;
  return openQuestions(answers).length + contradictionsIn(answers as Draft).length === 0 ? 0 : 1;
}

interface Step {
  readonly started: Answers;
  readonly guesses: readonly Guess[];
  readonly schema: ValueSchema;
}

/** The answers of the file, or of the person at the terminal; undefined where the person breaks off. */
async function answersFor(
  { answers: file }: InitProfileFlags,
  { started, guesses, schema }: Step,
  { cwd, openPrompter }: Terminal,
): Promise<Answered | undefined> {
  if (file === undefined) {
    if (!openPrompter) throw new UsageError('init --profile: there is no terminal to ask on; pass --answers FILE');
    const answers = await interview({ answers: started, guesses, schema, prompter: await openPrompter() });
    return answers && { answers, guessed: [], sources: new Map() };
  }
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw new UsageError(`answers not found: ${file}`);
  let answers = mergeAnswers(started, await readAnswers(readFileSync(path, 'utf8'), file));
  const guessed = openGuesses(answers, guesses);
  const sources = new Map<string, string>();
  for (const guess of guessed) {
    const applied = applyGuess(answers, guess);
    answers = applied.answers;
    sources.set(applied.place, guess.source);
  }
  return { answers, guessed, sources };
}

async function readAnswers(text: string, file: string): Promise<Answers> {
  const { values, problem } = await readYaml(text.replace(/^\ufeff/, ''));
  if (problem) throw new UsageError(`${file}: ${problem.message}`);
  const [answers = {}] = values;
  if (!isRecord(answers)) throw new UsageError(`${file}: expected a mapping of answers`);
  return answers;
}

/** The repository's files that may tell something; nothing is followed out of it. */
async function look(root: string): Promise<Guess[]> {
  const paths = ((await listFiles(root)) ?? []).toSorted();
  const read = createReader({ base: root, maxBytes: LARGEST_FILE });
  const files = paths
    .filter(isTelling)
    .slice(0, MOST_FILES)
    .flatMap((path) => {
      const content = read(path);
      return 'text' in content ? [{ path, text: content.text }] : [];
    });
  return lookAround(paths, files);
}

/** @throws UsageError naming every answer that a profile cannot hold; what is still missing is no fault. */
async function refuseWrong(answers: Answers): Promise<void> {
  const { violations } = await validate(structuredClone(answers), await validatorOf('profile'));
  const wrong = violations.filter(({ message }) => !message.startsWith('Missing '));
  if (wrong.length > 0) throw new UsageError(wrong.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n'));
}

function report({ answers, guessed }: Answered): string {
  const open = openQuestions(answers);
  const contradictions = contradictionsIn(answers as Draft);
  return [
    ...section('Guessed from the repository; look through them', guessed.map(sayGuess)),
    ...section(count(contradictions.length, 'contradiction'), contradictions.map(sayContradiction)),
    ...section(
      `${count(open.length, 'question')} left open; run this again to answer them`,
      open.map(({ path, ask, of }) => `${path}${of === undefined ? '' : ` (${of})`}: ${ask}`),
    ),
  ].join('');
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `  ${terminalText(line)}\n`).join('')}\n`];
