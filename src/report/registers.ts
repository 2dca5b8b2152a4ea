import type {
  CapaRow,
  ConformanceResult,
  DrillRow,
  IncidentRow,
  MoveRow,
  NotificationRow,
  PromiseRow,
  Registers,
  SkippedRow,
  Source,
  UnjudgedRow,
  WaiverRow,
} from '../conformance/model.ts';

export type Cell = string | number | null;

/** A column of a register. `detail` ones are for files only: pages have no room for them. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => Cell;
  readonly detail?: true;
}

/** A register as the formats print it, whatever its rows are. */
export interface RegisterTable {
  readonly key: keyof Registers;
  readonly title: string;
  /** What it holds, in one sentence. */
  readonly note: string;
  /** Said in place of the table where there are no rows. */
  readonly empty: string;
  readonly columns: readonly { readonly key: string; readonly title: string; readonly detail?: true }[];
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly source?: Source }[];
}

const join = (items: readonly string[]): Cell => (items.length === 0 ? null : items.join(', '));
const yesNo = (value: boolean | null): Cell => (value === null ? null : value ? 'yes' : 'no');
/** A time in UTC to the minute: "2026-11-20 14:15Z". */
const minute = (time: string | null): Cell => time?.replace(/^(.{10})T(\d\d:\d\d):\d\dZ$/, '$1 $2Z') ?? null;
const SOURCE: readonly Column<Source>[] = [
  { key: 'file', title: 'File', cell: (row) => row.file, detail: true },
  { key: 'line', title: 'Line', cell: (row) => row.line, detail: true },
  { key: 'blob', title: 'Blob', cell: (row) => row.blob, detail: true },
];

const INCIDENTS: readonly Column<IncidentRow>[] = [
  { key: 'id', title: 'Incident', cell: (row) => row.id },
  { key: 'title', title: 'Title', cell: (row) => row.title },
  { key: 'state', title: 'State', cell: (row) => row.state },
  { key: 'severity', title: 'Severity', cell: (row) => row.severity },
  { key: 'kind', title: 'Kind', cell: (row) => row.kind, detail: true },
  { key: 'category', title: 'Category', cell: (row) => row.category, detail: true },
  { key: 'systems', title: 'Systems', cell: (row) => join(row.systems), detail: true },
  { key: 'owner', title: 'Owner', cell: (row) => row.owner },
  { key: 'detected', title: 'Detected', cell: (row) => row.detected },
  { key: 'contained', title: 'Contained', cell: (row) => row.contained, detail: true },
  { key: 'root_cause', title: 'Root cause', cell: (row) => row.root_cause, detail: true },
  { key: 'closed', title: 'Closed', cell: (row) => row.closed },
  { key: 'in_period', title: 'In period', cell: (row) => yesNo(row.in_period), detail: true },
  { key: 'age_days', title: 'Age, days', cell: (row) => row.age_days },
  { key: 'capas', title: 'CAPAs', cell: (row) => join(row.capas) },
  { key: 'findings', title: 'Findings', cell: (row) => row.findings },
];

const CAPAS: readonly Column<CapaRow>[] = [
  { key: 'id', title: 'CAPA', cell: (row) => row.id },
  { key: 'title', title: 'Title', cell: (row) => row.title },
  { key: 'kind', title: 'Kind', cell: (row) => row.kind, detail: true },
  { key: 'state', title: 'State', cell: (row) => row.state },
  { key: 'priority', title: 'Priority', cell: (row) => row.priority, detail: true },
  { key: 'owner', title: 'Owner', cell: (row) => row.owner },
  { key: 'incidents', title: 'For', cell: (row) => join(row.incidents) },
  { key: 'opened', title: 'Opened', cell: (row) => row.opened, detail: true },
  { key: 'original_due', title: 'First due', cell: (row) => row.original_due, detail: true },
  { key: 'due', title: 'Due', cell: (row) => row.due },
  { key: 'implemented', title: 'Implemented', cell: (row) => row.implemented },
  { key: 'days_overdue', title: 'Days late', cell: (row) => row.days_overdue },
  { key: 'bucket', title: 'Ageing', cell: (row) => row.bucket, detail: true },
  { key: 'on_time', title: 'In time', cell: (row) => yesNo(row.on_time) },
  { key: 'extensions', title: 'Extensions', cell: (row) => row.extensions },
  { key: 'check_due', title: 'Check due', cell: (row) => row.check_due, detail: true },
  { key: 'checked', title: 'Checked', cell: (row) => row.checked, detail: true },
  { key: 'effectiveness', title: 'Effect', cell: (row) => row.effectiveness },
  { key: 'findings', title: 'Findings', cell: (row) => row.findings },
];

const NOTIFICATIONS: readonly Column<NotificationRow>[] = [
  { key: 'incident', title: 'Incident', cell: (row) => row.incident },
  { key: 'to', title: 'To', cell: (row) => row.to },
  { key: 'what', title: 'What', cell: (row) => row.what },
  { key: 'due', title: 'Due', cell: (row) => minute(row.due) },
  { key: 'sent', title: 'Sent', cell: (row) => minute(row.sent) },
  { key: 'status', title: 'Status', cell: (row) => row.status },
];

const DRILLS: readonly Column<DrillRow>[] = [
  { key: 'runbook', title: 'Runbook', cell: (row) => row.runbook },
  { key: 'title', title: 'Title', cell: (row) => row.title },
  { key: 'systems', title: 'Systems', cell: (row) => join(row.systems) },
  { key: 'last_drill', title: 'Last drill', cell: (row) => row.last_drill },
  { key: 'type', title: 'Type', cell: (row) => row.type },
  { key: 'result', title: 'Result', cell: (row) => row.result },
  { key: 'status', title: 'Status', cell: (row) => row.status },
];

const PROMISES: readonly Column<PromiseRow>[] = [
  { key: 'subject', title: 'Record', cell: (row) => row.subject },
  { key: 'kind', title: 'Promise on', cell: (row) => row.kind },
  { key: 'severity', title: 'Severity', cell: (row) => row.severity },
  { key: 'promise', title: 'Promised', cell: (row) => row.promise },
  { key: 'due', title: 'Due', cell: (row) => minute(row.due) },
  { key: 'done', title: 'Done', cell: (row) => minute(row.done) },
  { key: 'status', title: 'Status', cell: (row) => row.status },
  { key: 'policy_file', title: 'Policy', cell: (row) => row.policy_file, detail: true },
  { key: 'policy_line', title: 'Policy line', cell: (row) => row.policy_line, detail: true },
];

const MOVES: readonly Column<MoveRow>[] = [
  { key: 'capa', title: 'CAPA', cell: (row) => row.capa },
  { key: 'at', title: 'Committed', cell: (row) => minute(row.at) },
  { key: 'by', title: 'By', cell: (row) => row.by },
  { key: 'from', title: 'Due before', cell: (row) => row.from },
  { key: 'to', title: 'Due after', cell: (row) => row.to },
  { key: 'days', title: 'Days', cell: (row) => row.days },
  { key: 'how', title: 'How', cell: (row) => row.how },
  { key: 'commit', title: 'Commit', cell: (row) => row.commit, detail: true },
];

const WAIVERS: readonly Column<WaiverRow>[] = [
  { key: 'id', title: 'Waiver', cell: (row) => row.id },
  { key: 'rules', title: 'Rules', cell: (row) => join(row.rules) },
  { key: 'scope', title: 'Where', cell: (row) => row.scope },
  { key: 'reason', title: 'Reason', cell: (row) => row.reason },
  { key: 'approved_by', title: 'Approved by', cell: (row) => row.approved_by },
  { key: 'until', title: 'Until', cell: (row) => row.until },
  { key: 'status', title: 'Status', cell: (row) => row.status },
  { key: 'findings', title: 'Findings', cell: (row) => row.findings },
];

const UNJUDGED: readonly Column<UnjudgedRow>[] = [
  { key: 'policy', title: 'Policy', cell: (row) => row.policy, detail: true },
  { key: 'section', title: 'Section', cell: (row) => row.section ?? 'history' },
  { key: 'layer', title: 'Layer', cell: (row) => row.layer },
  { key: 'checked', title: 'Documents', cell: (row) => row.checked },
  { key: 'not_evaluable', title: 'Not evaluable', cell: (row) => row.not_evaluable },
  { key: 'reason', title: 'Why', cell: (row) => row.reason },
];

const SKIPPED: readonly Column<SkippedRow>[] = [
  { key: 'file', title: 'File', cell: (row) => row.file },
  { key: 'reason', title: 'Why', cell: (row) => row.reason },
];

/** Every register of a report, in the order in which it is read. */
export function registersOf({ report: { registers } }: ConformanceResult): RegisterTable[] {
  const { incidents, capas, notifications, drills, promises, moves, waivers, not_evaluable, skipped } = registers;
  const table = <Row>(
    head: Pick<RegisterTable, 'key' | 'title' | 'note' | 'empty'>,
    columns: readonly Column<Row>[],
    rows: readonly Row[],
  ): RegisterTable => ({
    ...head,
    columns,
    rows: rows.map((row) => ({ cells: columns.map(({ cell }) => cell(row)), ...sourceOf(row) })),
  });
  return [
    table(
      {
        key: 'incidents',
        title: 'Incidents',
        note: 'Open ones first, the worst severity first.',
        empty: 'There is no incident record.',
      },
      [...INCIDENTS, ...SOURCE],
      incidents,
    ),
    table(
      {
        key: 'capas',
        title: 'CAPAs',
        note: 'Corrective and preventive actions, the most overdue first.',
        empty: 'There is no CAPA.',
      },
      [...CAPAS, ...SOURCE],
      capas,
    ),
    table(
      {
        key: 'promises',
        title: 'Promises of the policy',
        note: 'Each time the policy promises, against what the records show. Broken ones first.',
        empty: 'No promise of the policy concerns a record.',
      },
      [...PROMISES, ...SOURCE],
      promises,
    ),
    table(
      {
        key: 'moves',
        title: 'Moved due dates',
        note: 'Every change of a CAPA due date in the Git history.',
        empty: moves === null ? 'The Git history is not there to be read.' : 'No due date was moved.',
      },
      [...MOVES, ...SOURCE],
      moves ?? [],
    ),
    table(
      {
        key: 'notifications',
        title: 'Notifications',
        note: 'Who had to be told and who was told, due against sent.',
        empty: 'No notification is recorded.',
      },
      [...NOTIFICATIONS, ...SOURCE],
      notifications,
    ),
    table(
      { key: 'drills', title: 'Drills', note: 'Each runbook with its last drill.', empty: 'There is no runbook.' },
      [...DRILLS, ...SOURCE],
      drills,
    ),
    table(
      {
        key: 'waivers',
        title: 'Waivers',
        note: 'Accepted deviations, each with the last day on which it holds.',
        empty: 'Nothing is waived.',
      },
      [...WAIVERS, ...SOURCE],
      waivers,
    ),
    table(
      {
        key: 'not_evaluable',
        title: 'Not evaluable',
        note: 'What could not be judged, and why.',
        empty: 'Everything could be judged.',
      },
      UNJUDGED,
      not_evaluable,
    ),
    table(
      {
        key: 'skipped',
        title: 'Files skipped',
        note: 'Files that matched and were not checked.',
        empty: 'No file was skipped.',
      },
      SKIPPED,
      skipped,
    ),
  ];
}

function sourceOf(row: unknown): { source?: Source } {
  const { file, line, blob } = row as Partial<Source>;
  return file === undefined || line === undefined || blob === undefined ? {} : { source: { file, line, blob } };
}
