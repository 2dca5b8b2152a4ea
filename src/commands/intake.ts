import type { Checked } from '../check/index.ts';
import { UsageError } from '../errors.ts';
import { type FormField, formPath } from '../intake/form.ts';
import { type Issue, issueIn, toldIn } from '../intake/issue.ts';
import { readAnswers } from '../intake/read-answers.ts';
import { splitAnswers } from '../intake/split-answers.ts';
import { readYaml } from '../parse/yaml.ts';
import { createReader } from '../read.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { isRecord } from '../text/is-record.ts';
import { joinNames } from '../text/list.ts';
import { validate } from '../validate/index.ts';
import { validatorOf } from '../validate/load.ts';
import type { FormKind } from './issue-form.ts';
import { fileOf, openRepository, startRecord } from './new-record.ts';
import { type OutputFlags, present } from './present-new.ts';
import { readNamedFile } from './read-text.ts';

/** Longer than GitHub lets the body of an issue be. */
const LONGEST_BODY = 262_144;

export interface IntakeFlags extends OutputFlags {
  readonly kind: FormKind;
  readonly event?: string;
  readonly title?: string;
  readonly state?: string;
}

/** `aimscheck intake`: turns a filled issue form into a record. What was answered wrongly stays as written, and is told. */
export async function intakeCommand(file: string | undefined, flags: IntakeFlags, terminal: Terminal): Promise<number> {
  const { kind } = flags;
  const surroundings = { checked: await openRepository(flags, terminal), validator: await validatorOf(kind) };
  const { schema } = surroundings.validator;
  const form = await readForm(kind, surroundings.checked);
  const issue = await readIssue(file, flags, terminal);
  const { byId, ambiguous } = splitAnswers(issue.body, form);
  const answers = readAnswers(byId, form, schema);
  if (answers.length === 0) throw new UsageError(`the text answers nothing that ${formPath(kind)} asks`);
  const fields = [...answers, ...toldIn(issue, schema)];
  const wanted = { title: flags.title, state: flags.state, systems: [], fields };
  const draft = await startRecord(kind, wanted, surroundings);
  if (ambiguous.length > 0)
    terminal.warn(`${terminalText(joinNames(ambiguous))}: heading stands more than once; look where answers end\n`);
  const { violations } = await validate(draft, surroundings.validator);
  for (const { kind: defect, pointer, message } of violations)
    if (defect !== 'missing') terminal.warn(`${terminalText(`${pointer.slice(1)}: ${message}`)}\n`);
  return present(fileOf(kind, draft, surroundings), flags, terminal);
}

/** @throws UsageError where there is nothing to read, or too much */
async function readIssue(
  file: string | undefined,
  { event }: IntakeFlags,
  { cwd, readStdin }: Terminal,
): Promise<Issue> {
  const name = event ?? file;
  if (event !== undefined && file !== undefined) throw new UsageError('give the body of an issue or --event, not both');
  const text = name === undefined || name === '-' ? await readStdin() : readNamedFile(name, cwd);
  const issue = event === undefined ? { body: text } : issueIn(parseJson(text, event));
  if (issue.body.length > LONGEST_BODY) throw new UsageError(`the body is longer than ${LONGEST_BODY} characters`);
  return issue;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${terminalText(name)} is not JSON`);
  }
}

/** @throws UsageError where the repository has no form that can be used */
async function readForm(kind: FormKind, { project }: Checked): Promise<readonly FormField[]> {
  const path = formPath(kind);
  const found = createReader({ base: project.base, maxBytes: LONGEST_BODY })(path);
  if (!('text' in found))
    throw new UsageError(`${path} is not there: write it with "aimscheck generate issue-form ${kind}"`);
  const { values, problem } = await readYaml(found.text);
  const [form] = values;
  if (problem || !isRecord(form) || !Array.isArray(form.body)) throw new UsageError(`${path} is no issue form`);
  return form.body.filter(isField);
}

function isField(element: unknown): element is FormField {
  if (!isRecord(element) || !isRecord(element.attributes) || typeof element.id !== 'string') return false;
  const { label, options = [] } = element.attributes;
  const isKnown = ['input', 'textarea', 'dropdown'].includes(String(element.type));
  return (
    isKnown && typeof label === 'string' && Array.isArray(options) && options.every((one) => typeof one === 'string')
  );
}
