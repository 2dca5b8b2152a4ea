import { plus, second } from './clock.mjs';

const BEFORE_ROOT_CAUSE = ['reported', 'triaged', 'contained', 'investigating'];

/**
 * What the policy promises, read by the looks of its text: the rows of the severity table, triage within one business
 * day, the executive team told within one day of SEV-1 and SEV-2.
 */
function readPolicy(policy) {
  const lines = policy.split('\n');
  const lineOf = (text) => lines.findIndex((line) => line.includes(text)) + 1;
  const table = new Map();
  lines.forEach((line, i) => {
    const [, severity, containment, cause] =
      /^\| (SEV-\d) \|[^|]*\| within ([^|]+) \| within ([^|]+) \|$/.exec(line) ?? [];
    if (severity) table.set(severity, { line: i + 1, containment, cause });
  });
  return {
    table,
    triage: lineOf('Head of Models performs initial'),
    escalation: lineOf('executive team within one day'),
  };
}

export function promisesOf(incidents, { policy, time, asOf }) {
  const { table, triage, escalation } = readPolicy(policy);
  return incidents.flatMap(({ file, value }) => {
    const detected = time.instant(value.detected_at);
    const row = table.get(value.severity);
    const within = (text) => {
      const [, amount, unit] = /^(\d+) (hour|day)s?$/.exec(text.trim());
      return unit === 'hour'
        ? detected + Number(amount) * 3_600_000
        : time.endOf(plus(time.dateOf(detected), Number(amount)));
    };
    const promise = (kind, { line, due, done, isPending }) => ({
      file,
      line: 1,
      subject: value.id,
      kind,
      severity: value.severity,
      policy_line: line,
      due: second(due),
      done: second(done),
      status: outcome({ due, done, isPending, asOf }),
    });
    const investigated = (value.investigation?.root_causes ?? []).length > 0;
    return [
      promise('triage', {
        line: triage,
        due: time.endOf(nextWorkingDay(time.dateOf(detected))),
        done: time.instant(value.triage?.at),
        isPending: value.state === 'reported',
      }),
      ...(row === undefined
        ? []
        : [
            promise('containment', {
              line: row.line,
              due: within(row.containment),
              done: time.instant(value.containment?.contained_at),
              isPending: ['reported', 'triaged'].includes(value.state),
            }),
            promise('root-cause', {
              line: row.line,
              due: within(row.cause),
              done: investigated ? time.instant(value.investigation.completed_at) : undefined,
              isPending: BEFORE_ROOT_CAUSE.includes(value.state),
            }),
          ]),
      ...(['SEV-1', 'SEV-2'].includes(value.severity)
        ? [
            promise('notification', {
              line: escalation,
              due: within('1 day'),
              done: time.instant(
                (value.notifications ?? []).find(({ audience }) => audience === 'internal-exec')?.sent_at,
              ),
              isPending: true,
            }),
          ]
        : []),
    ];
  });
}

function outcome({ due, done, isPending, asOf }) {
  if (done !== undefined) return done <= due ? 'kept' : 'broken';
  if (!isPending) return 'not-evaluable';
  return asOf > due ? 'broken' : 'open';
}

function nextWorkingDay(date) {
  let next = plus(date, 1);
  while ([0, 6].includes(new Date(`${next}T00:00:00Z`).getUTCDay())) next = plus(next, 1);
  return next;
}
