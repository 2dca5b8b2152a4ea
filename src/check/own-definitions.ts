import { join, relative } from 'node:path';
import type { Project } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { policies as shipped } from '../generated/outline.ts';
import { readYaml } from '../parse/yaml.ts';
import type { ReadResult } from '../read.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import { isRecord } from '../text/is-record.ts';
import { toPosix } from '../text/posix.ts';

/** Files of the policy definitions that a configuration names under `definitions`, relative to the base of the project. */
export function definitionPaths({ root, base, config }: Pick<Project, 'root' | 'base' | 'config'>): string[] {
  return (config.definitions ?? []).map((file) => toPosix(relative(base, join(root, file))));
}

/**
 * The policy definitions of the organisation, in the format of policies/<type>/definition.yml.
 * @throws UsageError for a file that is not there, cannot be read, or defines no policy.
 */
export async function readOwnDefinitions(
  paths: readonly string[],
  read: (path: string) => ReadResult,
): Promise<readonly WrittenDefinition[]> {
  return Promise.all(paths.map((path) => readOne(path, read(path))));
}

/** Keys stand in addresses and ids. */
const KEY = /^[a-z][a-z0-9-]{0,79}$/;

async function readOne(path: string, found: ReadResult): Promise<WrittenDefinition> {
  if (!('text' in found)) throw new UsageError(`${path}: policy definition not found`);
  const { values, problem } = await readYaml(found.text.replace(/^\ufeff/, ''));
  if (problem) throw new UsageError(`${path}: ${problem.message}`);
  const missing = missingIn(values[0]);
  if (missing !== undefined) throw new UsageError(`${path}: Missing ${missing} of a policy definition`);
  const written = values[0] as WrittenDefinition;
  const key = [written.type, ...written.sections.map((section) => section.key)].find((one) => !KEY.test(one));
  if (key !== undefined)
    throw new UsageError(`${path}: Unexpected ${JSON.stringify(key)}, expected a key such as "ai-procurement"`);
  if (shipped.some(({ type }) => type === written.type))
    throw new UsageError(`${path}: Unexpected type "${written.type}", it is defined already`);
  return written;
}

/** The first of the parts that recognition and schema need and that is not there. */
function missingIn(value: unknown): string | undefined {
  if (!isRecord(value)) return 'type';
  const { type, title, references, sections, recognition } = value;
  if (typeof type !== 'string') return 'type';
  if (typeof title !== 'string') return 'title';
  if (!Array.isArray(references)) return 'references';
  if (!Array.isArray(sections) || sections.length === 0) return 'sections';
  const partial = sections.find(
    (section) =>
      !isRecord(section) ||
      typeof section.key !== 'string' ||
      typeof section.title !== 'string' ||
      !isRecord(section.aliases) ||
      !Array.isArray(section.references) ||
      !Array.isArray(section.topics),
  );
  if (partial !== undefined) return 'key, title, references, aliases or topics in a section';
  return isRecord(recognition) && isRecord(recognition.type) ? undefined : 'recognition.type';
}
