import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_SCHEMA, load } from 'js-yaml';
import { days, second } from './clock.mjs';

const OPEN_INCIDENT = ['reported', 'triaged', 'contained', 'investigating', 'reopened', 'remediating', 'verifying'];
const RUNNING_CAPA = ['open', 'investigating', 'reopened', 'plan-proposed', 'plan-approved', 'in-progress'];
const OPEN_CAPA = [...RUNNING_CAPA, 'implemented', 'effectiveness-pending'];
/** Days after which the program calls a drill stale where nobody promised anything. */
const STALE_AFTER = 180;

/** Values of the YAML in a folder, or in the front matter of its Markdown; what cannot be read is left out. */
export function readFolder(root, folder) {
  const names = readdirSync(join(root, folder)).sort();
  return names
    .filter((name) => /\.(?:yml|md)$/.test(name) && name !== 'README.md')
    .flatMap((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8');
      const yaml = name.endsWith('.md') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text;
      try {
        return [{ file: `${folder}/${name}`, value: load(yaml, { schema: JSON_SCHEMA }) }];
      } catch {
        return [];
      }
    });
}

/** The registers; every record of the neglected organisation is a file of its own, hence on its first line. */
export function registersOf({ incidents, capas, runbooks, waivers }, { time, today, inPeriod, told }) {
  return {
    incidents: incidents.map(({ file, value }) => {
      const detected = time.day(value.detected_at);
      const isOpen = OPEN_INCIDENT.includes(value.state);
      const closed = time.day(value.closure?.closed_at);
      return {
        file,
        line: 1,
        id: value.id,
        severity: value.severity,
        systems: systemsOf(value),
        detected,
        closed,
        contained: time.day(value.containment?.contained_at),
        root_cause: time.day(value.investigation?.completed_at),
        is_open: isOpen,
        in_period: inPeriod(detected),
        age_days: days(detected, isOpen ? today : (closed ?? today)),
        findings: told(file, value.id),
      };
    }),
    capas: capas.map(({ file, value }) => {
      const [due, implemented] = [value.due_date ?? null, time.day(value.implemented_at)];
      const late = RUNNING_CAPA.includes(value.state) && due !== null ? Math.max(0, days(due, today)) : 0;
      return {
        file,
        line: 1,
        id: value.id,
        opened: time.day(value.opened_at),
        due,
        implemented,
        original_due: value.original_due_date ?? null,
        is_open: OPEN_CAPA.includes(value.state),
        days_overdue: late || null,
        bucket: late === 0 ? null : bucketOf(late),
        on_time: due === null || implemented === null ? null : implemented <= due,
        extensions: (value.extensions ?? []).length,
        check_due: time.day(value.effectiveness?.planned_at),
        checked: time.day(value.effectiveness?.performed_at),
        effectiveness: value.effectiveness?.result ?? null,
        findings: told(file, value.id),
      };
    }),
    // No regime applies to this organisation: who was told is all there is.
    notifications: incidents.flatMap(({ file, value }) =>
      (value.notifications ?? []).map(({ audience, sent_at: sent }) => ({
        file,
        line: 1,
        incident: value.id,
        to: audience,
        due: null,
        status: sent ? 'sent' : 'not sent',
        sent: second(time.instant(sent)),
      })),
    ),
    drills: runbooks.map(({ file, value }) => {
      const last = value.last_drill?.date ?? null;
      const status = last === null ? 'never' : days(last, today) > STALE_AFTER ? 'stale' : 'drilled';
      return { file, line: 1, runbook: value.id, last_drill: last, status };
    }),
    waivers: waivers.map(({ file, value }) => {
      const isSound = value.expires_at !== undefined && value.approved_by !== value.requested_by;
      const status = !isSound ? 'invalid' : value.expires_at < today ? 'lapsed' : 'active';
      return { file, line: 1, id: value.id, until: value.expires_at ?? null, status, findings: 0 };
    }),
    moves: [],
  };
}

const systemsOf = ({ ai_systems: systems }) => (systems ?? []).map((one) => one.system_id);
const bucketOf = (late) => (late <= 30 ? '1–30' : late <= 60 ? '31–60' : late <= 90 ? '61–90' : '> 90');
