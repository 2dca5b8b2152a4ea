import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from './random.mjs';
import { writeRecord } from './records.mjs';

const START = Date.parse('2025-05-01T08:00:00Z') / 1000;
const MINUTES_BETWEEN = 40;
const EVERY_MERGE = 25;

/**
 * A repository of its own with a long history, written with `git fast-import`: incidents and CAPAs, one changed by each
 * commit, every 25th change on a branch that is merged. @returns its folder
 */
export function buildHistory({ records, commits }) {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-bench-history-'));
  const git = (args, input) => {
    const { status, stderr } = spawnSync('git', args, { cwd: folder, input, maxBuffer: 1 << 30 });
    if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  };
  git(['init', '--quiet', '--initial-branch', 'main']);
  git(['fast-import', '--quiet'], writeStream({ records, commits, random: createRandom(42001) }));
  git(['repack', '-adq']);
  git(['reset', '--quiet', '--hard', 'main']);
  return folder;
}

function writeStream({ records, commits, random }) {
  const texts = Array.from({ length: records }, (_, i) => (i % 3 === 0 ? writeCapa(i) : writeRecord(i, false, random)));
  const paths = texts.map((_, i) => pathOf(i));
  const stream = [];
  const blob = (path, text) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const commit = (branch, n, rest) => {
    const when = START + n * MINUTES_BETWEEN * 60;
    stream.push(
      `commit refs/heads/${branch}\nmark :${n + 1}\nauthor Records Desk <records@example.org> ${when} +0000\n` +
        `committer Records Desk <records@example.org> ${when} +0000\n${rest}\n`,
    );
  };
  const message = (text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  commit('main', 0, message('Take over the records') + paths.map((path, i) => blob(path, texts[i])).join(''));
  let tip = 1;
  for (let n = 1; n < commits; n++) {
    const i = random.below(records);
    texts[i] = change(texts[i], n);
    const isBranch = n % EVERY_MERGE === 0 && n + 1 < commits;
    commit(isBranch ? 'topic' : 'main', n, `${message(`Update ${paths[i]}`)}from :${tip}\n${blob(paths[i], texts[i])}`);
    if (isBranch) {
      n++;
      const merge = message(`Merge pull request #${n} from halden/topic`);
      commit('main', n, `${merge}from :${tip}\nmerge :${n}\n${blob(paths[i], texts[i])}`);
    }
    tip = n + 1;
  }
  return stream.join('');
}

const id = (i) => String(i).padStart(6, '0');
const pathOf = (i) => (i % 3 === 0 ? `capas/CAPA-2026-${id(i)}.yml` : `incidents/AI-INC-2026-${id(i)}.yml`);

function writeCapa(i) {
  return `id: CAPA-2026-${id(i)}
title: Tell numbers with a unit from those without
kind: corrective
state: in-progress
source: incident
source_refs: [AI-INC-2026-${id(i + 1)}]
problem_statement: The feed gives amounts without units, and the model reads them as euros.
owner: l.brandt
opened_at: 2025-05-01T08:00:00Z
priority: medium
due_date: 2026-12-01
original_due_date: 2026-12-01
extensions: []
effectiveness:
  criteria: No amount without a unit in a month of traffic
  planned_at: 2027-03-01
`;
}

/** Every other change moves a date or a state, the others add a line. */
function change(text, n) {
  if (n % 2 === 1 && text.includes('due_date: 2026')) {
    const day = `2026-12-${String((n % 27) + 1).padStart(2, '0')}`;
    return text.replace(/^due_date: .*$/m, `due_date: ${day}`);
  }
  return text.replace(/\n(?:x_note: .*\n)?$/, `\nx_note: looked at, number ${n}\n`);
}
