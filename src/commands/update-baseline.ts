import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Baseline, readBaseline, writeBaseline } from '../check/baseline.ts';
import { type CheckOptions, runCheck } from '../check/index.ts';
import { baselinePath } from '../check/open-baseline.ts';
import { terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';
import { saveText } from './save-text.ts';

/** Writes everything found now as known findings; returns what to tell. @throws UsageError as the check does */
export async function updateBaseline(options: CheckOptions): Promise<string> {
  const { paths: _, changed: __, ...whole } = options;
  const { result, project, texts, zone } = await runCheck({ ...whole, baseline: false });
  const path = baselinePath(options, project);
  const file = join(project.base, path);
  const before = existsSync(file) ? readBaseline(readFileSync(file, 'utf8'), path) : undefined;
  const today = zone.dateOf(Date.parse(result.as_of));
  const baseline = writeBaseline(result.findings, { before, today, sources: texts });
  saveText(file, `${JSON.stringify(baseline, null, 2)}\n`);
  return `aimscheck: ${count(baseline.findings.length, 'known finding')} written to ${terminalText(path)}${sayChange(before, baseline)}`;
}

function sayChange(before: Baseline | undefined, { at_adoption, findings }: Baseline): string {
  if (!before) return '';
  const added = at_adoption - before.at_adoption;
  return `: ${added} added, ${before.findings.length - (findings.length - added)} put right`;
}
