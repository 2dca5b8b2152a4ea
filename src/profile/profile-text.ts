import { Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { questions } from '../generated/questions.ts';
import { leavesOf, type Sources } from './apply.ts';
import { schemaAt, type ValueSchema } from './kinds.ts';
import { type Answers, type Steps, stepsOf } from './path.ts';

const HEAD = ' Organisation profile: what policies are generated from, and what records are held against.';

export interface ProfileText {
  readonly answers: Answers;
  /** Guesses that nobody has confirmed yet: each is a comment beside its answer. */
  readonly sources: Sources;
  /** The profile as it was, whose comments stay. */
  readonly before: string | undefined;
  readonly schema: ValueSchema;
}

/** The profile as YAML, its keys in the order of the schema. */
export function profileText({ answers, sources, before, schema }: ProfileText): string {
  const document = before === undefined ? new Document({}) : parseDocument(before);
  if (before === undefined) document.commentBefore = HEAD;
  for (const [steps, value] of leavesOf(answers)) {
    const old = document.getIn(steps);
    const written = isNode(old) ? old.toJSON() : old;
    if (JSON.stringify(written) !== JSON.stringify(value))
      document.setIn(steps, document.createNode(value, { flow: true }));
  }
  for (const [place, source] of sources) comment(document, stepsOf(place), ` guessed from ${source}`);
  order(document.contents, schema, schema);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'toJSON' in value;

/** Beside a value on its line; before an item of several lines. */
function comment(document: Document, steps: Steps, text: string): void {
  const node = document.getIn(steps, true);
  const list = document.getIn(steps.slice(0, -1), true);
  if (isSeq(list)) list.flow = false;
  if (isScalar(node)) node.comment = text;
  else if (isMap(node) || isSeq(node)) node.commentBefore = text;
}

/** Sorts the keys of every mapping as the schema lists them, else as they are asked for; others come last, as they were. */
function order(node: unknown, at: ValueSchema, root: ValueSchema, path = ''): void {
  const inner = (step: string | number) => schemaAt({ ...at, $defs: root.$defs ?? {} }, [step]);
  if (isSeq(node)) for (const item of node.items) order(item, inner(0), root, `${path}[]`);
  if (!isMap(node)) return;
  const named = Object.keys(at.properties ?? {});
  const known =
    named.length > 0 ? named : ASKED.flatMap((one) => (one.startsWith(`${path}.`) ? one.slice(path.length + 1) : []));
  const rank = (key: string): number => (known.includes(key) ? known.indexOf(key) : known.length);
  node.items.sort((a, b) => rank(String(a.key)) - rank(String(b.key)));
  for (const { key, value } of node.items)
    order(value, inner(String(key)), root, path === '' ? String(key) : `${path}.${key}`);
}

const ASKED = Object.keys(questions);
