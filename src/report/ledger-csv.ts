import { stringify } from 'csv-stringify/sync';
import type { LedgerEntry } from '../history/ledger-types.ts';
import type { LedgerTable } from './ledger-json.ts';

const COLUMNS = [
  'id',
  'event',
  'at',
  'by',
  'commit',
  'pull_request',
  'from',
  'to',
  'days',
  'justified',
  'after_due',
  'owner',
  'severity',
  'file',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | boolean | null>>;

/** The ledger as one event a row (RFC 4180): first seen, states, moves of the due date, reopenings. No cell is a formula. */
export function ledgerToCsv({ ledger }: LedgerTable): string {
  return stringify(ledger.capas.flatMap(rowsOf), {
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: String },
  });
}

function rowsOf(entry: LedgerEntry): Row[] {
  const { id, owner, severity, file, first_seen, first_due, states, moves, reopenings } = entry;
  const events: Row[] = [
    { event: 'first-seen', ...first_seen, to: first_due },
    ...states.map(({ state, ...made }, i) => ({
      event: 'state',
      ...made,
      from: states[i - 1]?.state ?? null,
      to: state,
    })),
    ...moves.map((move) => ({ event: 'due-date', ...move })),
    ...reopenings.map((made) => ({ event: 'reopened', ...made })),
  ];
  return events.map((event) => ({ id, owner, severity, file, ...event }));
}
