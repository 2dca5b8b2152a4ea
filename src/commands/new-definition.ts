import { relative, resolve } from 'node:path';
import { openProject } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { parseFile } from '../parse/index.ts';
import { definitionText } from '../scaffold/definition-text.ts';
import { outlineOf } from '../scaffold/document-outline.ts';
import { slugOf } from '../scaffold/file-name.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { isRecord } from '../text/is-record.ts';
import { toPosix } from '../text/posix.ts';
import { type OutputFlags, present } from './present-new.ts';
import { readNamedFile } from './read-text.ts';

/** `aimscheck new definition`: a policy type of the organisation, from the outline of a policy that it has. */
export async function newDefinitionCommand(
  document: string,
  flags: OutputFlags & { readonly type?: string },
  terminal: Terminal,
): Promise<number> {
  const { root } = await openProject(terminal.cwd, flags.config);
  const { body, values } = await parseFile('document.md', readNamedFile(document, terminal.cwd));
  const [front] = values;
  const title = isRecord(front) && typeof front.title === 'string' ? front.title : undefined;
  const outline = outlineOf(body?.blocks ?? [], title);
  if (outline.sections.length === 0)
    throw new UsageError(`${terminalText(document)} has no headings to make sections of`);
  const type = flags.type ?? slugOf(outline.title.replace(/\s+policy$/i, ''));
  if (!/^[a-z][a-z0-9-]*$/.test(type)) throw new UsageError('--type: expected lower-case letters, digits and hyphens');
  const file = resolve(root, 'definitions', `${type}.yml`);
  const code = present({ file, text: definitionText(outline, type) }, flags, terminal);
  if (flags.stdout || flags.dryRun) return code;
  const name = toPosix(relative(root, file));
  terminal.write(
    `Edit its sections and topics, and add to .aimscheck.yml:\n\n  definitions: [${terminalText(name)}]\n\n` +
      `Then run "aimscheck inspect ${terminalText(document)}".\n`,
  );
  return code;
}
