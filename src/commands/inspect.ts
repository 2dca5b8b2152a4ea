import { resolve } from 'node:path';
import { definitionPaths, readOwnDefinitions } from '../check/own-definitions.ts';
import { loadDefinitions } from '../check/policy.ts';
import type { Output } from '../cli/options.ts';
import { openProject } from '../config/load.ts';
import { conceal } from '../conformance/conceal.ts';
import { UsageError } from '../errors.ts';
import { parseFile } from '../parse/index.ts';
import { createReader } from '../read.ts';
import { type CompiledDefinition, recognise } from '../recognise/index.ts';
import type { Terminal } from '../terminal.ts';
import { isRecord } from '../text/is-record.ts';
import { toPosix } from '../text/posix.ts';
import { describeAllowed } from '../text/suggest.ts';
import { describeInspected, type Inspected } from './inspect-text.ts';
import { readNamedFile } from './read-text.ts';
import { saveText } from './save-text.ts';

/** `aimscheck inspect`: what is recognised in each policy. Exits 0 when every file was read. */
export async function inspectCommand(
  files: readonly string[],
  flags: { policy?: string; format?: readonly Output[] },
  terminal: Terminal,
): Promise<number> {
  const project = await openProject(terminal.cwd);
  const read = createReader({ base: project.base, maxBytes: 1024 * 1024 });
  const definitions = await loadDefinitions(await readOwnDefinitions(definitionPaths(project), read));
  const inspected: Inspected[] = [];
  for (const file of files)
    inspected.push(conceal(await inspect(file, { type: flags.policy, definitions, cwd: terminal.cwd })));
  for (const { name, file } of flags.format ?? [{ name: 'text' }]) {
    const text = name === 'json' ? `${JSON.stringify(inspected, null, 2)}\n` : texts(inspected, definitions).join('\n');
    if (file === undefined) terminal.write(text);
    else saveText(resolve(terminal.cwd, file), text);
  }
  return 0;
}

interface Inspection {
  readonly type: string | undefined;
  readonly definitions: readonly CompiledDefinition[];
  readonly cwd: string;
}

async function inspect(file: string, { type, definitions, cwd }: Inspection): Promise<Inspected> {
  const types = definitions.map(({ definition }) => definition.type);
  if (type !== undefined && !types.includes(type))
    throw new UsageError(`unknown policy type "${type}", ${describeAllowed(type, types)}`);
  const text = readNamedFile(file, cwd);
  const { values, body } = await parseFile(file.replace(/\.\w+$/, '.md'), text);
  const frontMatter = isRecord(values[0]) ? values[0] : {};
  const markdown = body ?? { blocks: [], metadata: [], lines: 1 };
  const readings = definitions
    .filter(({ definition }) => type === undefined || definition.type === type)
    .map((definition) => ({
      policy: definition.definition.type,
      reading: recognise(markdown, definition, frontMatter),
    }))
    .sort((a, b) => b.reading.recognised.score - a.reading.recognised.score);
  const [best] = readings;
  if (!best) throw new Error('no policy definition');
  const { recognised, metadata, sections, commitments, severity_levels } = best.reading;
  return {
    file: toPosix(file),
    policy: best.policy,
    recognised: { type: recognised.type, why: recognised.why },
    metadata,
    sections,
    commitments,
    severity_levels,
  };
}

function texts(inspected: readonly Inspected[], definitions: readonly CompiledDefinition[]): string[] {
  return inspected.flatMap((one) => {
    const known = definitions.find(({ definition }) => definition.type === one.policy);
    return known ? [describeInspected(one, known.definition)] : [];
  });
}
