import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, daysBetween } from '../../src/time.ts';

/** One step of a random history of a few CAPAs. */
export type Op =
  | { readonly does: 'due'; readonly capa: number; readonly days: number }
  | { readonly does: 'prose' | 'break' | 'move'; readonly capa: number }
  | { readonly does: 'noise' }
  /** On a branch one CAPA moves its date, meanwhile another on the main line; then they are merged. */
  | { readonly does: 'merge'; readonly capa: number; readonly days: number; readonly other: number };

export const CAPAS = 3;
const START = Date.parse('2026-01-05T08:00:00Z') / 1000;

const capa = fc.nat({ max: CAPAS - 1 });
const days = fc.integer({ min: -40, max: 90 }).filter((n) => n !== 0);

export const opsArbitrary: fc.Arbitrary<readonly Op[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ does: fc.constant('due' as const), capa, days }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('prose', 'break', 'move'), capa }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('noise' as const) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('merge' as const), capa, days, other: days }) },
  ),
  { minLength: 1, maxLength: 14 },
);

interface State {
  readonly path: string;
  readonly due: string;
  readonly note: number;
  readonly isBroken: boolean;
}

export interface RandomHistory {
  readonly path: string;
  /** Ids of the commits on the main line, oldest first. */
  readonly main: readonly string[];
  /** Moves of due dates, and their days: what the script did, counted while it was written. */
  readonly moves: number;
  readonly slip: number;
  readonly git: (...args: string[]) => string;
  readonly remove: () => void;
}

const idOf = (number: number): string => `CAPA-2026-00${number + 1}`;

function textOf(number: number, { due, note, isBroken }: State): string {
  return `id: ${idOf(number)}\ntitle: Tell numbers with a unit from those without\nkind: corrective\nstate: in-progress\n${
    isBroken ? 'owner: [\n' : 'owner: l.brandt\n'
  }due_date: ${due}\nextensions: []\nproblem_statement: Amounts come without units, seen ${note} times.\n`;
}

/** Writes the history that a script tells, with `git fast-import`, and counts the moves on the way. */
export function buildHistory(ops: readonly Op[]): RandomHistory {
  const path = mkdtempSync(join(tmpdir(), 'aimscheck-random-'));
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: path, encoding: 'utf8', stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch', 'main', '--template=');
  const { stream, moves, slip } = write(ops);
  execFileSync('git', ['fast-import', '--quiet'], { cwd: path, input: stream, stdio: ['pipe', 'pipe', 'pipe'] });
  git('reset', '--quiet', '--hard', 'main');
  const main = git('rev-list', '--first-parent', '--reverse', 'main').trim().split('\n');
  return { path, main, moves, slip, git, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function write(ops: readonly Op[]): { stream: string; moves: number; slip: number } {
  const stream: string[] = [];
  const states: State[] = Array.from({ length: CAPAS }, (_, i) => ({
    path: `capas/${idOf(i)}.yml`,
    due: '2026-06-30',
    note: 0,
    isBroken: false,
  }));
  let mark = 0;
  let moves = 0;
  let slip = 0;
  const blob = (path: string, text: string) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (number: number) => blob(stateOf(number).path, textOf(number, stateOf(number)));
  const stateOf = (number: number): State => states[number] as State;
  const set = (number: number, change: Partial<State>): void => {
    states[number] = { ...stateOf(number), ...change };
  };
  const commit = (branch: string, parents: readonly number[], rest: string): number => {
    mark += 1;
    const [from, ...others] = parents;
    const who = `Records Desk <records@example.org> ${START + mark * 3600} +0000`;
    const lines = from === undefined ? '' : `from :${from}\n${others.map((one) => `merge :${one}\n`).join('')}`;
    stream.push(
      `commit refs/heads/${branch}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\ndata 4\nStep\n${lines}${rest}\n`,
    );
    return mark;
  };
  /** Moves a due date; a broken record is mended with it. */
  const move = (number: number, by: number): void => {
    const to = addDays(stateOf(number).due, by);
    moves += 1;
    slip += daysBetween(stateOf(number).due, to);
    set(number, { due: to, isBroken: false });
  };
  let tip = commit('main', [], states.map((_, i) => file(i)).join(''));
  for (const [n, op] of ops.entries()) {
    if (op.does === 'noise') tip = commit('main', [tip], blob('README.md', `Step ${n}\n`));
    else if (op.does === 'merge') {
      const other = (op.capa + 1) % CAPAS;
      move(op.capa, op.days);
      const topic = commit(`topic-${n}`, [tip], file(op.capa));
      move(other, op.other);
      const main = commit('main', [tip], file(other));
      tip = commit('main', [main, topic], file(op.capa));
    } else if (op.does === 'move') {
      const { path } = stateOf(op.capa);
      set(op.capa, { path: `capas/year-${n}/${idOf(op.capa)}.yml` });
      tip = commit('main', [tip], `D ${path}\n${file(op.capa)}`);
    } else {
      if (op.does === 'due') move(op.capa, op.days);
      if (op.does === 'prose') set(op.capa, { note: n + 1, isBroken: false });
      if (op.does === 'break') set(op.capa, { isBroken: true });
      tip = commit('main', [tip], file(op.capa));
    }
  }
  return { stream: stream.join(''), moves, slip };
}
