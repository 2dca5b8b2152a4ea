import { UsageError } from '../errors.ts';
import { readYaml } from '../parse/yaml.ts';
import { terminalText } from '../text/escape.ts';
import { isRecord } from '../text/is-record.ts';
import { describeAllowed } from '../text/suggest.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';

/**
 * Reads `--set triage.by=@duty`: a path that the schema knows, and its value, as YAML where it is to be more than text.
 * @throws UsageError for a path that leads nowhere or a value that cannot be read
 */
export async function readSettings(
  settings: readonly string[],
  schema: SchemaNode,
): Promise<readonly (readonly [string, unknown])[]> {
  return Promise.all(
    settings.map(async (setting): Promise<readonly [string, unknown]> => {
      const [, path, text] = /^([^=]+)=([\s\S]*)$/.exec(setting) ?? [];
      if (path === undefined || text === undefined)
        throw new UsageError(`--set: "${terminalText(setting)}" is not of the form field=value`);
      return [path, await readValue(text, path, nodeAt(path, schema))];
    }),
  );
}

function nodeAt(path: string, schema: SchemaNode): SchemaNode {
  const keys = path.split('.');
  const nodes = nodesFor(schema, keys);
  const unknown = keys[nodes.length - 1];
  if (unknown === undefined) return nodes.at(-1) ?? {};
  const { properties } = nodes.at(-1) ?? {};
  const allowed = isRecord(properties) ? Object.keys(properties) : [];
  throw new UsageError(
    `--set ${terminalText(path)}: unknown "${terminalText(unknown)}", ${describeAllowed(unknown, allowed)}`,
  );
}

async function readValue(text: string, path: string, { type }: SchemaNode): Promise<unknown> {
  if (type === 'string') return text;
  const { values, problem } = await readYaml(text);
  if (problem) throw new UsageError(`--set ${terminalText(path)}: ${problem.message}`);
  return values[0];
}
