import { resolve } from 'node:path';
import { readSeverities } from '../check/severities.ts';
import { openView, type View } from '../check/view.ts';
import type { Output } from '../cli/options.ts';
import { discover } from '../discover.ts';
import { UsageError } from '../errors.ts';
import { selectCapas } from '../history/ledger.ts';
import type { RecordHistory } from '../history/model.ts';
import { placesOf } from '../history/places.ts';
import { projectLedger, projectTimeline } from '../history/project-ledger.ts';
import { ledgerToCsv } from '../report/ledger-csv.ts';
import { type LedgerTable, ledgerToJson } from '../report/ledger-json.ts';
import { renderLedger } from '../report/ledger-text.ts';
import { createPaint } from '../report/paint.ts';
import type { Terminal } from '../terminal.ts';
import { jsonText, terminalText } from '../text/escape.ts';
import { concealSecrets } from '../text/secrets.ts';
import { suggest } from '../text/suggest.ts';
import { saveText } from './save-text.ts';

interface Flags {
  readonly config?: string;
  readonly asOf?: string;
  readonly at?: string;
  readonly format?: readonly Output[];
  readonly cache: boolean;
  readonly color: boolean;
}

/** `aimscheck history`: the CAPA ledger from Git. Exits 0 when the history could be read. */
export async function historyCommand(id: string | undefined, flags: Flags, terminal: Terminal): Promise<number> {
  const { config, at } = flags;
  const asOf = flags.asOf ?? (at === undefined ? terminal.now().toISOString() : undefined);
  const options = { ...(config === undefined ? {} : { config }), ...(at === undefined ? {} : { at }) };
  const view = await openView({ cwd: terminal.cwd, ...options, ...(asOf === undefined ? {} : { asOf }) });
  const table = await readLedger(view, id, flags.cache);
  for (const { name, file } of flags.format ?? [{ name: 'text' }]) {
    const text = concealSecrets(render(name, table, colorsFor(flags, terminal, file)));
    if (file === undefined) terminal.write(text);
    else saveText(resolve(terminal.cwd, file), text);
  }
  return 0;
}

const LARGEST_POLICY = 1024 * 1024;

async function readLedger(view: View, id: string | undefined, isKept: boolean): Promise<LedgerTable> {
  const { project, zone, asOf, commit } = view;
  const { files } = await discover(project, view.files);
  const read = await view.open(
    files.filter(({ kind }) => kind === 'policy'),
    LARGEST_POLICY,
  );
  const severities = await readSeverities(project.config.severities, files, read);
  const { ledger, timeline } = await projectLedger({ project, zone, asOf, commit, severities, isKept });
  const shared = { asOf, commit, gaps: timeline.gaps };
  if (id === undefined) return { ...shared, ledger };
  const selected = selectCapas(ledger, id, severities.rankOf);
  const subject = { project, zone, asOf, commit, severities, isKept: false, kinds: OTHER_KINDS };
  const others = timeline.records.some(isNamed(id)) ? [] : (await projectTimeline(subject)).documents;
  const known = [...timeline.records, ...others];
  const record = known.find(isNamed(id));
  if (!record && selected.capas.length === 0)
    throw unknownId(
      id,
      known.flatMap((one) => one.id ?? []),
    );
  return {
    ...shared,
    ledger: selected,
    ...(record ? { told: { record, places: await placesOf(project, record) } } : {}),
  };
}

/** Documents that have a history, but no part in the ledger. */
const OTHER_KINDS = ['policy', 'runbook', 'waiver'] as const;

/** By its id, or by the path where it stands or stood last. */
const isNamed =
  (name: string) =>
  ({ id, ref }: RecordHistory): boolean =>
    id === name || (ref.path === name && ref.base === '');

function unknownId(id: string, known: readonly string[]): UsageError {
  const near = suggest(id, known);
  const hint = near === undefined ? '' : `; did you mean "${terminalText(near)}"?`;
  return new UsageError(`no record "${terminalText(id)}" in the history${hint}`);
}

function render(name: string, table: LedgerTable, color: boolean): string {
  if (name === 'json') return jsonText(`${JSON.stringify(ledgerToJson(table), null, 2)}\n`);
  return name === 'csv' ? ledgerToCsv(table) : renderLedger(table, createPaint({ color, links: false }));
}

function colorsFor({ color }: Flags, { isTTY, env }: Terminal, file: string | undefined): boolean {
  return color && file === undefined && !env.NO_COLOR && (isTTY || Boolean(env.FORCE_COLOR));
}
