/**
 * Recomputes the figures of a conformance report from the files alone, with nothing of the program: only a YAML reader,
 * the calendar of the runtime, and the findings and definitions that the report itself prints. For the neglected
 * organisation, whose policy it reads by its looks. What it gives has the shape of the report, and nothing but figures.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_SCHEMA, load } from 'js-yaml';
import { clock } from './clock.mjs';
import { crosswalkOf, gridOf } from './grid.mjs';
import { promisesOf } from './promises.mjs';
import { readFolder, registersOf } from './records.mjs';
import { seriesOf } from './series.mjs';
import { statisticsOf } from './statistics.mjs';
import { sayFigures } from './summary.mjs';

export function recompute(root, result) {
  const { commit, findings, as_of: instant, report } = result;
  const { from, to, timezone } = report.period;
  const [time, asOf] = [clock(timezone), Date.parse(instant)];
  const today = time.dateOf(asOf);
  const inPeriod = (date) => date !== null && date >= from && date <= to;
  const live = findings.filter(({ severity, waived }) => severity !== 'notice' && !waived);
  const told = (file, subject) => live.filter((one) => one.file === file && one.subject === subject).length;

  const [incidents, capas, runbooks, waivers] = ['incidents', 'capas', 'runbooks', 'waivers'].map((folder) =>
    readFolder(root, folder),
  );
  const files = Object.fromEntries(
    ['policies', 'runbooks', 'incidents', 'capas'].map((folder) => [folder, filesIn(root, folder)]),
  );
  const read = new Set([...incidents, ...capas].map(({ file }) => file));
  const unread = [...files.incidents, ...files.capas].filter((file) => !read.has(file));
  const policy = readFileSync(join(root, 'policies/ai-incident-management.md'), 'utf8');
  const grid = gridOf(result, { files, unread });
  const registers = registersOf({ incidents, capas, runbooks, waivers }, { time, today, inPeriod, told });
  const promises = promisesOf(incidents, { policy, time, asOf });
  const rows = { incidents, incidentRows: registers.incidents, capas, capaRows: registers.capas, promises };
  const seed = Number.parseInt(sha256(`${commit}\0${from}..${to}`).slice(0, 8), 16);
  const part = {
    organisation: { systems: systemsOf(root, registers.incidents) },
    period: { from, to },
    options: { seed },
    ...grid,
    registers: { ...registers, promises, not_evaluable: unjudgedOf(grid) },
    statistics: statisticsOf({ ...rows, time, inPeriod }),
    series: seriesOf({ ...registers, promises }, { from, to, today }),
    crosswalk: crosswalkOf(result, grid),
    sample: sampleOf(registers, { seed, inPeriod }),
  };
  return {
    summary: countsOf(findings, files),
    requirements: [...grid.sections, ...grid.policies.flatMap(({ sections }) => sections)].flatMap(
      requirementsOf(result, root),
    ),
    report: { ...part, summary: sayFigures(part) },
  };
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const filesIn = (root, folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name !== 'README.md')
    .map((name) => `${folder}/${name}`);

function systemsOf(root, incidents) {
  const { ai_systems: systems } = load(readFileSync(join(root, 'profile.yml'), 'utf8'), { schema: JSON_SCHEMA });
  return systems.map(({ id, status }) => ({
    id,
    status,
    incidents: incidents.filter((one) => one.systems.includes(id)).length,
  }));
}

function countsOf(findings, files) {
  const count = (severity, some) => some.filter((one) => one.severity === severity).length;
  const levels = (some) => ({
    errors: count('error', some),
    warnings: count('warning', some),
    notices: count('notice', some),
  });
  const live = findings.filter(({ waived }) => !waived);
  const { policies, incidents, capas, runbooks } = files;
  return {
    ...levels(live),
    waived: findings.length - live.length,
    without_waivers: levels(findings),
    documents: {
      policy: policies.length,
      incident: incidents.length,
      capa: capas.length,
      runbook: runbooks.length,
    },
  };
}

/** The cells of a section, with the line of each piece of evidence where its text is really there. */
function requirementsOf({ requirements }, root) {
  return ({ policy, key, layers }) =>
    layers.map(({ unwaived: _, waived: __, ...cell }) => {
      const { evidence } = requirements.find(
        (one) => one.policy === policy && one.section === key && one.layer === cell.layer,
      );
      return { policy, section: key, ...cell, evidence: evidence.map((one) => placed(one, cell.layer, root)) };
    });
}

function placed({ file, line, text }, layer, root) {
  // A record or runbook as a whole, by its title.
  if (layer === 'operation' || (layer === 'implementation' && line === 1)) return { file, text, line: 1 };
  const plain = (some) => some.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const words = plain(layer === 'design' ? text : (text.split(': ').at(-1) ?? ''));
  const isThere = plain(lines.slice(line - 1, line + 4).join(' ')).includes(words.slice(0, 60));
  return { file, text, line: isThere ? line : `${text} is not there` };
}

function unjudgedOf({ sections, policies }) {
  const all = [...sections, ...policies.flatMap((policy) => policy.sections)];
  const cells = all.flatMap(({ policy, key, layers }) =>
    layers
      .filter((cell) => cell.verdict === 'not-evaluable' || cell.not_evaluable > 0)
      .map(({ layer, checked, not_evaluable: blind }) => ({
        policy,
        section: key,
        layer,
        checked,
        not_evaluable: blind,
      })),
  );
  return cells;
}

function sampleOf({ incidents, capas }, { seed, inPeriod }) {
  const order = (id) => sha256(`${seed}:${id}`);
  const strata = new Map();
  const add = (kind, stratum, { id, file, line }) => {
    if (!strata.has(stratum)) strata.set(stratum, []);
    strata.get(stratum).push({ kind, stratum, id, file, line });
  };
  for (const one of incidents) if (one.in_period) add('incident', one.severity, one);
  for (const one of capas) if (inPeriod(one.opened)) add('capa', 'CAPAs', one);
  const sizeOf = (records) => Math.ceil(Math.sqrt(records.length));
  const drawn = [...strata.values()].map((records) =>
    records.sort((a, b) => (`${order(a.id)}${a.file}` < `${order(b.id)}${b.file}` ? -1 : 1)).slice(0, sizeOf(records)),
  );
  return {
    seed,
    strata: [...strata].map(([stratum, records]) => ({
      kind: records[0].kind,
      stratum,
      population: records.length,
      size: sizeOf(records),
    })),
    records: drawn.flat(),
  };
}
