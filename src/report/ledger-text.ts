import type { Committed, LedgerEntry, LedgerMove, LedgerShare } from '../history/ledger-types.ts';
import { displayWidth } from '../text/display.ts';
import { terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import { type LedgerTable, NOT_IN_GIT, recordChanges } from './ledger-json.ts';
import type { Paint } from './paint.ts';

const LONGEST_TITLE = 80;
const LONGEST_VALUE = 60;

/** The ledger for people: each CAPA with its moves, then the slip by owner and severity, then what is not known. */
export function renderLedger(table: LedgerTable, paint: Paint): string {
  const { ledger, asOf, commit, gaps } = table;
  const where = commit === null ? 'not committed' : `commit ${commit.slice(0, 12)}`;
  const when = `as of ${new Date(asOf).toISOString()}, ${where}`;
  const head =
    table.told && ledger.capas.length === 0
      ? `${paint.strong(`History of ${nameOf(table.told)}`)} ${when}`
      : `${paint.strong('CAPA ledger')} ${when}: ${describe(ledger.total)}`;
  const unknown = [...gaps.map(({ reason, help }) => `${reason}. ${help}`), NOT_IN_GIT];
  const blocks = [
    [head],
    ...ledger.capas.map((entry) => renderEntry(entry, paint)),
    ...(table.told ? [renderChanges(table.told, paint)] : []),
    ...(ledger.capas.length === 0
      ? []
      : [renderShares('Owner', ledger.by_owner, paint), renderShares('Severity', ledger.by_severity, paint)]),
    unknown.map((text) => `${paint.strong('Not evaluable')}  ${terminalText(text)}`),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function describe({ capas, moves, silent, slip_days }: LedgerShare): string {
  const moved = moves === 0 ? 'no due date was moved' : `${count(moves, 'move')} of a due date, ${silent} silent`;
  return `${count(capas, 'CAPA')}, ${moved}, ${days(slip_days)} in all`;
}

const days = (slip: number): string => `${slip > 0 ? '+' : ''}${slip} d`;
const name = (text: string | null): string => (text === null ? '-' : terminalText(text));

function renderEntry(entry: LedgerEntry, paint: Paint): string[] {
  const { id, title, file, state, owner, severity, removed, first_seen, first_due, due, moves } = entry;
  const facts = [
    `state ${name(state)}`,
    `owner ${name(owner)}`,
    `severity ${name(severity)}`,
    `age ${entry.age_days} d`,
  ];
  const slip = first_due === due ? '' : `, now ${due ?? 'none'} (${days(entry.slip_days)})`;
  return [
    `${paint.strong(name(id ?? file))}  ${clip(terminalText(title ?? ''), LONGEST_TITLE)}`,
    ...(removed ? [`  removed ${made(removed)}`] : []),
    `  ${facts.join(', ')}, ${onTime(entry)}`,
    `  first seen ${made(first_seen)}; due ${first_due ?? 'none'}${slip}`,
    ...moves.map((move) => renderMove(move, paint)),
    ...entry.reopenings.map((one) => `  reopened ${made(one)}`),
    `  ${entry.states.map((step) => `${terminalText(step.state)} ${step.at.slice(0, 10)}`).join(' → ')}`,
  ];
}

function onTime({ on_time, done }: LedgerEntry): string {
  if (on_time === null) return done === null ? 'open' : `done ${done}`;
  const when = done === null ? 'not done' : `done ${done}`;
  return on_time ? `${when}, on time` : `${when}, late`;
}

function renderMove(move: LedgerMove, paint: Paint): string {
  const by = move.approved_by === null ? '' : `, approved by ${terminalText(move.approved_by)}`;
  const how = move.justified ? `extension${by}` : paint.severity.error('silent');
  const late = move.after_due ? ', after it had passed' : '';
  return `  moved ${move.from} → ${move.to}, ${days(move.days)}: ${how}${late}; ${made(move)}`;
}

function made({ at, by, commit, pull_request }: Omit<Committed, 'landed_at'>): string {
  const pull = pull_request === null ? '' : `, pull request ${pull_request}`;
  return `${at.slice(0, 10)} by ${terminalText(by)} (${commit.slice(0, 12)}${pull})`;
}

type Told = NonNullable<LedgerTable['told']>;

const nameOf = ({ record }: Told): string => name(record.id ?? record.ref.path);

function renderChanges(told: Told, paint: Paint): string[] {
  const lines = recordChanges(told).flatMap(({ fields, change, file, ...commit }) => [
    `  ${change} ${made(commit)}${change === 'moved' ? ' to' : ','} ${terminalText(file ?? '')}`,
    ...fields.map(
      ({ pointer, from, to, from_at, to_at }) =>
        `    ${terminalText(pointer || 'text')}: ${value(from, from_at)} → ${value(to, to_at)}`,
    ),
  ]);
  return [paint.strong(`Changes of ${nameOf(told)}, with line:column in each version`), ...lines];
}

type At = { readonly line: number; readonly column: number } | null;

/** The first words of a value, and where it stands. */
function value(text: string | null, at: At): string {
  if (text === null) return '-';
  const place = at === null ? '' : ` (${at.line}:${at.column})`;
  return `${clip(terminalText(text), LONGEST_VALUE)}${place}`;
}

function renderShares(title: string, shares: readonly LedgerShare[], paint: Paint): string[] {
  const head = [title, 'CAPAs', 'Moves', 'Silent', 'Slip', 'On time'];
  const rows = shares.map((share) => [
    name(share.name),
    String(share.capas),
    String(share.moves),
    String(share.silent),
    days(share.slip_days),
    `${share.on_time}/${share.judged}`,
  ]);
  const widths = head.map((cell, at) => Math.max(...[cell, ...rows.map((row) => row[at] ?? '')].map(displayWidth)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const room = ' '.repeat((widths[at] ?? 0) - displayWidth(cell));
        return at === 0 ? cell + room : room + cell;
      })
      .join('  ');
  return [paint.strong(line(head)), ...rows.map(line)];
}
