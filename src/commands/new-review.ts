import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UsageError } from '../errors.ts';
import { parseFile } from '../parse/index.ts';
import { addBlock } from '../scaffold/add-block.ts';
import { opened } from '../scaffold/opened.ts';
import { recordText } from '../scaffold/record-text.ts';
import { blanksOf, type Draft, setAt } from '../scaffold/required.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { isRecord } from '../text/is-record.ts';
import { toPosix } from '../text/posix.ts';
import { validatorOf } from '../validate/load.ts';
import { findIncident } from './find-incident.ts';
import { openRepository } from './new-record.ts';
import { readSettings } from './new-setting.ts';
import { next, type OutputFlags } from './present-new.ts';
import { saveText } from './save-text.ts';

/** `aimscheck new review`: adds the post-incident review to the record of its incident. */
export async function newReviewCommand(
  name: string,
  flags: OutputFlags & { readonly set?: readonly string[] },
  terminal: Terminal,
): Promise<number> {
  const checked = await openRepository(flags, terminal);
  const { ref } = findIncident(name, checked, terminal.cwd);
  const { schema } = await validatorOf('incident');
  const draft: Draft = {};
  const settings = (flags.set ?? []).map((one) => `review.${one}`);
  for (const [path, value] of await readSettings(settings, schema)) setAt(draft, path.split('.'), value);
  setAt(draft, ['review'], {});
  const fields = opened(schema, ['review']) as Draft;
  for (const [field, value] of Object.entries(fields)) setAt(draft, ['review', field], value);
  const block = recordText(draft, { schema, commented: true });
  if (flags.stdout) {
    terminal.write(block);
    return 0;
  }
  const file = join(checked.project.base, ref.path);
  const path = terminalText(toPosix(relative(terminal.cwd, file)));
  const text = await withReview(file, block);
  if (text === undefined) throw new UsageError(`${path}: no place for a review; print it with --stdout and put it in`);
  if (flags.dryRun) terminal.write(`would add to ${path}\n\n${block}`);
  else {
    saveText(file, text);
    terminal.write(`added review to ${path}\n${next(path, blanksOf(draft))}`);
  }
  return 0;
}

/** @throws UsageError where the record says something of a review already */
async function withReview(file: string, block: string): Promise<string | undefined> {
  const text = readFileSync(file, 'utf8');
  const { values, body, syntax } = await parseFile(file, text);
  if (values.some((value) => isRecord(value) && Object.hasOwn(value, 'review')))
    throw new UsageError('the record has a "review:" already; nothing was written');
  if (syntax === 'json') return undefined;
  const front = body?.frontMatter;
  if (body && front?.syntax !== 'yaml') return undefined;
  const range = front && { start: front.offset, end: front.offset + front.text.length };
  const changed = addBlock({ text, values, frontMatter: range }, block);
  const after = changed === undefined ? [] : (await parseFile(file, changed)).values;
  return after.some((value) => isRecord(value) && Object.hasOwn(value, 'review')) ? changed : undefined;
}
