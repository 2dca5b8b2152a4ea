import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyPlan } from '../src/issues/apply.ts';
import { type Issue, keyOf, type Problem, type Settings, type Situation } from '../src/issues/model.ts';
import { planIssues } from '../src/issues/plan-issues.ts';
import { splitBody } from '../src/issues/state.ts';
import { addDays, daysBetween } from '../src/time.ts';
import { edited, type Memory, openMemory } from './support/github/memory.ts';

/** A record as the repository has it: what a check would find follows from it. */
interface Kept {
  readonly exists: boolean;
  readonly isOverdue: boolean;
  readonly isWaived: boolean;
  readonly isBroken: boolean;
  readonly title: string;
  readonly file: string;
  readonly due: string;
}

interface World {
  day: string;
  readonly records: Map<string, Kept>;
  readonly memory: Memory;
  /** What people wrote outside the block, by issue. */
  readonly human: Map<number, string[]>;
  /** Closed as not planned by a person. */
  readonly refused: Set<number>;
}

const RECORDS = ['CAPA-2026-001', 'CAPA-2026-002', 'CAPA-2026-003', 'CAPA-2026-004', 'CAPA-2026-005', 'CAPA-2026-006'];
const SETTINGS: Settings = {
  label: 'aimscheck',
  maxNew: 2,
  escalation: [7, 30].map((days) => ({ days, mention: [] })),
};

function begin(): World {
  const due = '2026-09-30';
  const records = RECORDS.map((id, i) => {
    const kept: Kept = {
      exists: true,
      isOverdue: i % 2 === 0,
      isWaived: false,
      isBroken: false,
      title: `Retrain model ${i}`,
      file: `capas/${id}.yml`,
      due,
    };
    return [id, kept] as const;
  });
  return { day: '2026-10-01', records: new Map(records), memory: openMemory(), human: new Map(), refused: new Set() };
}

function problemOf(record: string, { title, file, due }: Kept, day: string): Problem {
  const text = `${record} ${title} was due on ${due} (${file})`;
  return {
    project: '',
    record,
    problem: 'capa-overdue',
    title: `CAPA overdue: ${record} ${title} — due ${due}`,
    text,
    listed: text,
    file,
    due,
    daysLate: Math.max(0, daysBetween(due, day)),
    labels: ['aimscheck', 'capa-overdue'],
  };
}

function situationOf({ records, day }: World): Situation {
  const stands = ({ exists, isOverdue, isWaived, isBroken, due }: Kept): boolean =>
    exists && isOverdue && !isWaived && !isBroken && due < day;
  return {
    project: '',
    day,
    problems: [...records].filter(([, kept]) => stands(kept)).map(([id, kept]) => problemOf(id, kept, day)),
    settle: ({ record }) => {
      const kept = records.get(record);
      const kind = !kept?.exists ? 'gone' : kept.isBroken ? 'unknown' : kept.isWaived ? 'waived' : 'resolved';
      return { kind, why: kind, text: kind };
    },
    notices: [],
  };
}

async function runOnce(world: World): Promise<void> {
  const planned = await planIssues(situationOf(world), world.memory, SETTINGS);
  const outcome = await applyPlan(planned, world.memory, { label: SETTINGS.label, hasTime: () => true });
  expect(outcome.failed).toEqual([]);
}

// ── What people and time do ──────────────────────────────────────────────────────────────────────

interface Step {
  readonly name: string;
  readonly act: (world: World) => void;
  /** How a failing sequence is printed. */
  readonly [fc.toStringMethod]: () => string;
}

function step(name: string, act: (world: World) => void): Step {
  return { name, act, [fc.toStringMethod]: () => name };
}

const record = fc.constantFrom(...RECORDS);
const number = fc.integer({ min: 1, max: 12 });

function change(name: string, patch: (kept: Kept) => Partial<Kept>): fc.Arbitrary<Step> {
  return record.map((id) =>
    step(`${name} ${id}`, ({ records }) => {
      const kept = records.get(id) as Kept;
      records.set(id, { ...kept, ...patch(kept) });
    }),
  );
}

function human(name: string, act: (issue: Issue, world: World) => Issue): fc.Arbitrary<Step> {
  return number.map((at) =>
    step(`${name} #${at}`, (world) => {
      const issue = world.memory.issues.get(at);
      if (issue) world.memory.issues.set(at, act(issue, world));
    }),
  );
}

function write(issue: Issue, { human: notes }: World, join: (text: string) => string): Issue {
  const text = `Note ${(notes.get(issue.number) ?? []).length} on #${issue.number}: see the wiki.`;
  notes.set(issue.number, [...(notes.get(issue.number) ?? []), text]);
  return { ...issue, body: join(text) };
}

const insideBlock = (body: string): string => body.replace(/ was due on /, ' was never due on ');

const STEPS: fc.Arbitrary<Step> = fc.oneof(
  change('overdue', () => ({ isOverdue: true })),
  change('fixed', () => ({ isOverdue: false })),
  change('waiver granted or lapsed', ({ isWaived }) => ({ isWaived: !isWaived })),
  change('broken or mended', ({ isBroken }) => ({ isBroken: !isBroken })),
  change('deleted or restored', ({ exists }) => ({ exists: !exists })),
  change('retitled', ({ title }) => ({ title: `${title}, again` })),
  change('moved', ({ file }) => ({ file: `archive/${file}` })),
  change('extended', ({ due }) => ({ due: addDays(due, 10) })),
  human('close', (issue) => edited(issue, { state: 'closed', reason: 'completed' })),
  human('close as not planned', (issue, { refused }) => {
    if (issue.state === 'closed') return issue;
    refused.add(issue.number);
    return edited(issue, { state: 'closed', reason: 'not_planned' });
  }),
  human('reopen', (issue, { refused }) => {
    refused.delete(issue.number);
    return edited(issue, { state: 'open' });
  }),
  human('retitle', (issue) => ({ ...issue, title: `Urgent: ${issue.title}`.slice(0, 200) })),
  human('write above', (issue, world) => write(issue, world, (text) => `${text}\r\n\r\n${issue.body}`)),
  human('write below', (issue, world) => write(issue, world, (text) => `${issue.body}\n\n${text}`)),
  human('write inside', (issue) => ({ ...issue, body: insideBlock(issue.body) })),
  human('lose the first marker', (issue) => ({
    ...issue,
    body: issue.body.replace(/<!-- aimscheck:begin .*?-->/, ''),
  })),
  human('lose the last marker', (issue) => ({ ...issue, body: issue.body.replace(/<!-- aimscheck:end .*?-->/, '') })),
  human('take the label off', (issue) => ({ ...issue, labels: issue.labels.filter((name) => name !== 'aimscheck') })),
  human('lock', (issue) => ({ ...issue, locked: !issue.locked })),
  human('copy', (issue, { memory }) => {
    const copy = { ...issue, number: memory.issues.size + 1, state: 'open' as const, reason: null };
    memory.issues.set(copy.number, copy);
    return issue;
  }),
  human('comment', (issue, { memory }) => {
    memory.said.set(issue.number, [...(memory.said.get(issue.number) ?? []), 'On it.']);
    return { ...issue, comments: issue.comments + 1 };
  }),
  fc
    .integer({ min: 1, max: 30 })
    .map((days) => step(`${days} days`, (world) => void (world.day = addDays(world.day, days)))),
  { weight: 6, arbitrary: fc.constant(step('run', () => {})) },
);

// ── What always holds ────────────────────────────────────────────────────────────────────────────

function openByIdentity({ memory }: World): Map<string, number[]> {
  const open = new Map<string, number[]>();
  for (const issue of memory.issues.values()) {
    const state = splitBody(issue.body)?.state;
    if (!state || issue.state === 'closed' || !issue.labels.includes('aimscheck')) continue;
    open.set(keyOf(state), [...(open.get(keyOf(state)) ?? []), issue.number]);
  }
  return open;
}

async function runAndHold(world: World): Promise<void> {
  await runOnce(world);
  for (const [key, numbers] of openByIdentity(world)) expect([key, numbers.length]).toEqual([key, 1]);
  for (const at of world.refused) expect([at, world.memory.issues.get(at)?.state]).toEqual([at, 'closed']);
  for (const [at, notes] of world.human) {
    const parts = splitBody(world.memory.issues.get(at)?.body ?? '');
    for (const note of notes) expect(`${parts?.before}${parts?.after}`).toContain(note);
  }
  const before = world.memory.writes;
  await runOnce(world);
  expect(world.memory.writes - before).toBe(0);
}

it('whatever happens: one open issue per identity, silence when nothing changed, human words kept, "not planned" respected', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEPS, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = begin();
      for (const { name, act } of steps) {
        act(world);
        if (name === 'run') await runAndHold(world);
      }
      await runAndHold(world);
    }),
    { numRuns: 400, seed: 42001 },
  );
});
