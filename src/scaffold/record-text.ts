import { Document, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { pointerKey } from '../parse/source.ts';
import { wrap } from '../text/display.ts';
import { isRecord } from '../text/is-record.ts';
import { joinNames } from '../text/list.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';

const LINE_WIDTH = 100;

export interface RecordText {
  readonly schema: SchemaNode;
  /** Words to choose from, by JSON pointer, where the organisation says them and the schema cannot. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Whether every field has a comment, or none. */
  readonly commented: boolean;
}

/** YAML of a record, with the schema's descriptions as comments; null is left blank. */
export function recordText(value: Readonly<Record<string, unknown>>, text: RecordText): string {
  const document = new Document(value, { version: '1.2', schema: 'core' });
  if (text.commented) comment(document.contents, text, []);
  return document.toString({ lineWidth: 0, nullStr: '' });
}

/** Where editors find the schema of a YAML file: https://github.com/redhat-developer/yaml-language-server */
export function schemaLine(schema: SchemaNode): string {
  return `# yaml-language-server: $schema=${String(schema.$id)}\n`;
}

function comment(node: unknown, text: RecordText, keys: readonly string[]): void {
  if (isSeq(node)) for (const [i, item] of node.items.entries()) comment(item, text, [...keys, String(i)]);
  if (!isMap(node)) return;
  for (const { key, value } of node.items as Pair<Node, Node>[]) {
    const path = [...keys, isScalar(key) ? String(key.value) : ''];
    key.commentBefore = describe(path, text);
    comment(value, text, path);
  }
  // Above the dash of a list item, not behind it.
  const [first] = node.items as Pair<Node, Node>[];
  if (first && /^\d+$/.test(keys.at(-1) ?? '')) {
    node.commentBefore = first.key.commentBefore ?? null;
    first.key.commentBefore = null;
  }
}

function describe(path: readonly string[], { schema, choices = {} }: RecordText): string {
  const node = nodesFor(schema, path).at(-1) ?? {};
  const items = isRecord(node.items) ? node.items : {};
  const stated = Array.isArray(node.enum) ? node.enum : Array.isArray(items.enum) ? items.enum : [];
  const named = choices[`/${path.map(pointerKey).join('/')}`] ?? stated.map(String);
  const isList = node.type === 'array';
  const words = [
    String(node.description ?? ''),
    isList && items.type !== 'object' ? 'A list.' : '',
    named.length > 1 && items.type !== 'object' ? `${isList ? 'Any' : 'One'} of ${joinNames(named, 'or', 30)}.` : '',
  ];
  return wrap(words.filter(Boolean).join(' '), LINE_WIDTH)
    .map((line) => ` ${line}`)
    .join('\n');
}
