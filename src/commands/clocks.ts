import { relative, resolve } from 'node:path';
import { runCheck } from '../check/index.ts';
import type { Output } from '../cli/options.ts';
import { notificationClocks } from '../clocks/index.ts';
import { UsageError } from '../errors.ts';
import type { IncidentFacts } from '../facts/index.ts';
import { clocksToJson, renderClocks } from '../report/clocks.ts';
import type { Terminal } from '../terminal.ts';
import { jsonText, terminalText } from '../text/escape.ts';
import { toPosix } from '../text/posix.ts';
import { suggest } from '../text/suggest.ts';
import { saveText } from './save-text.ts';

interface Flags {
  readonly config?: string;
  readonly asOf?: string;
  readonly format?: readonly Output[];
}

/** `aimscheck clocks`: the duties to notify that one incident starts. Exits 0 when the record was read. */
export async function clocksCommand(name: string, flags: Flags, terminal: Terminal): Promise<number> {
  const { cwd } = terminal;
  const checked = await runCheck({
    cwd,
    asOf: flags.asOf ?? terminal.now().toISOString(),
    ...(flags.config === undefined ? {} : { config: flags.config }),
  });
  const { workspace, zone, project, result } = checked;
  const incident = findIncident(name, workspace.incidents, toPosix(relative(project.base, resolve(cwd, name))));
  const asOf = Date.parse(result.as_of);
  const organisation = workspace.profiles[0]?.organisation;
  const table = {
    incident: incident.id ?? incident.ref.path,
    file: incident.ref.path,
    asOf,
    zone,
    clocks: notificationClocks(incident, { asOf, zone, organisation }),
  };
  for (const { name: format, file } of flags.format ?? [{ name: 'text' }]) {
    const text =
      format === 'json' ? jsonText(`${JSON.stringify(clocksToJson(table), null, 2)}\n`) : renderClocks(table);
    if (file === undefined) terminal.write(text);
    else saveText(resolve(cwd, file), text);
  }
  return 0;
}

function findIncident(name: string, incidents: readonly IncidentFacts[], path: string): IncidentFacts {
  const found = incidents.find(({ id, ref }) => id === name || ref.path === path);
  if (found) return found;
  const near = suggest(
    name,
    incidents.flatMap(({ id }) => id ?? []),
  );
  throw new UsageError(
    `no incident "${terminalText(name)}"${near === undefined ? '' : `; did you mean "${terminalText(near)}"?`}`,
  );
}
