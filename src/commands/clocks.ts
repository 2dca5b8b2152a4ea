import { resolve } from 'node:path';
import { runCheck } from '../check/index.ts';
import type { Output } from '../cli/options.ts';
import { notificationClocks } from '../clocks/index.ts';
import { clocksToJson, renderClocks } from '../report/clocks.ts';
import type { Terminal } from '../terminal.ts';
import { jsonText } from '../text/escape.ts';
import { findIncident } from './find-incident.ts';
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
  const { workspace, zone, result } = checked;
  const incident = findIncident(name, checked, cwd);
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
