import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  commitAll,
  edit,
  git,
  makeFolder,
  makeRepository,
  prepareAction,
  removeFolders,
  runAction,
} from './data/action/workspace.ts';
import fork from './data/events/pull-request-fork.json' with { type: 'json' };
import { run } from './support/run.ts';

const CAPA = 'capas/CAPA-2026-014.yml';
const INCIDENT = 'incidents/AI-INC-2026-031-storm-claims.yml';
const OPEN = 'incidents/AI-INC-2026-041-withdrawn-tariff.yml';
const EXTENSION = `  - from: 2026-12-18
    to: 2026-12-22
    requested_at: 2026-11-12T09:00:00+01:00
    reason: The rollout waits for the new photo archive
    interim_risk: Claims are scored by hand during outages
    approved_by: head-of-claims
    approved_at: 2026-11-13T15:00:00+01:00
approved_by: compliance-manager
`;

let action: { node: string; bundle: string };
beforeAll(async () => {
  action = await prepareAction();
});
afterAll(removeFolders);

/** What actions/checkout leaves of a pull request, after the base branch went on; depth 2 as the README has it. */
function pullRequest(change: (folder: string) => void, depth = 2): string {
  const origin = makeRepository('repos/remembered');
  git(origin, 'checkout', '--quiet', '-b', 'topic');
  change(origin);
  commitAll(origin, 'What the pull request does');
  git(origin, 'checkout', '--quiet', 'main');
  writeFileSync(join(origin, 'NEWS.md'), 'The base branch went on\n');
  commitAll(origin, 'Go on');
  git(origin, 'merge', '--quiet', '--no-ff', '--message', 'Merge pull request #41', 'topic');
  const workspace = join(makeFolder(), 'aims');
  git(origin, 'clone', '--quiet', '--depth', String(depth), `file://${origin}`, workspace);
  return workspace;
}

const guard = (workspace: string) => {
  const { status, commands, stdout } = runAction(action, { workspace, event: 'pull_request', payload: fork });
  return { status, stdout, commands: commands.filter((line) => !line.startsWith('::error::aimscheck failed')) };
};

describe('the guard on a pull request, in the bundled Action', () => {
  it('(a) lets a due date move with an extension', () => {
    const workspace = pullRequest((folder) =>
      edit(join(folder, CAPA), (text) =>
        text
          .replace('due_date: 2026-12-18\norig', 'due_date: 2026-12-22\norig')
          .replace('approved_by: compliance-manager\n', EXTENSION),
      ),
    );
    expect(guard(workspace)).toMatchObject({ status: 0, commands: [] });
  });

  it('(b) stops one that moves in silence, on its line, with what to write', () => {
    const workspace = pullRequest((folder) =>
      edit(join(folder, CAPA), (text) =>
        text.replace(/due_date: 2026-12-18\n[^]*?(?=approved_by: compl)/, 'due_date: 2027-02-26\n'),
      ),
    );
    const { status, commands, stdout } = guard(workspace);
    expect(status).toBe(1);
    expect(commands.filter((line) => line.includes('history-'))).toEqual([
      expect.stringMatching(
        /^::error file=capas\/CAPA-2026-014\.yml,line=45,col=11,title=history-due-date-pushed::due_date was moved from 2026-12-18 to 2027-02-26, 70 days later, without an extension/,
      ),
    ]);
    expect(stdout).toContain(
      'help: Add an entry under "extensions:" with from, to, reason, interim_risk and approved_by',
    );
  });

  it('(c) stops the removal of a closed record, at its last path', () => {
    const { status, commands } = guard(pullRequest((folder) => rmSync(join(folder, INCIDENT))));
    expect({ status, commands }).toEqual({
      status: 1,
      commands: [
        expect.stringMatching(
          `^::error file=${INCIDENT},line=1,col=1,title=history-record-deleted::AI-INC-2026-031 was removed, in state closed`,
        ),
      ],
    });
  });

  it('(d) lets a slip in the prose of a closed record be corrected', () => {
    const workspace = pullRequest((folder) =>
      edit(join(folder, INCIDENT), (text) =>
        text.replace('waited in the manual queue for', 'waited in the manual queues for'),
      ),
    );
    expect(guard(workspace)).toMatchObject({ status: 0, commands: [] });
  });

  it('(e) stops a lower severity that nobody approved', () => {
    const workspace = pullRequest((folder) =>
      edit(join(folder, OPEN), (text) => text.replace('severity: SEV-3', 'severity: SEV-4')),
    );
    const { status, commands, stdout } = guard(workspace);
    expect({ status, commands }).toEqual({
      status: 1,
      commands: [
        expect.stringMatching(
          `^::error file=${OPEN},line=6,col=11,title=history-severity-downgraded::The severity was lowered from SEV-3 to SEV-4`,
        ),
      ],
    });
    expect(stdout).toContain(
      'help: Add an entry under "severity_history:" with from, to, at, rationale and approved_by',
    );
  });

  it('only warns of what was merged before', () => {
    const origin = pullRequest((folder) => writeFileSync(join(folder, 'NOTES.md'), 'Nothing of the records\n'), 100);
    git(origin, 'config', 'user.name', 'Records Desk');
    git(origin, 'checkout', '--quiet', '-b', 'second');
    edit(join(origin, OPEN), (text) => text.replace('severity: SEV-3', 'severity: SEV-4'));
    commitAll(origin, 'Lower the severity');
    writeFileSync(join(origin, 'NOTES.md'), 'Still nothing of the records\n');
    const head = commitAll(origin, 'Notes');
    const base = git(origin, 'rev-parse', 'HEAD~1');
    const payload = {
      ...fork,
      pull_request: {
        ...fork.pull_request,
        head: { ...fork.pull_request.head, sha: head },
        base: { ...fork.pull_request.base, sha: base },
      },
    };
    const { status, commands } = runAction(action, { workspace: origin, event: 'pull_request', payload });
    expect({ status, commands: commands.map((line) => line.split(' ')[0]) }).toEqual({
      status: 0,
      commands: ['::warning'],
    });
  });
});

describe('check --changed --base', () => {
  it('judges what is not committed yet, and a rename of a record is no removal', async () => {
    const folder = makeRepository('repos/remembered');
    git(folder, 'mv', OPEN, 'incidents/AI-INC-2026-041.yml');
    edit(join(folder, INCIDENT), (text) => text.replace('affected_count: 312', 'affected_count: 31'));
    const { code, stdout } = await run(
      folder,
      'check',
      '--as-of',
      '2026-11-23',
      '--changed',
      '--base',
      'main',
      '--quiet',
    );
    expect(code).toBe(1);
    expect(stdout.split('\n')[0]).toBe(
      `${INCIDENT}:35:19 error history-closed-record-altered impact.affected_count was changed in the closed record from 312 to 31`,
    );
    expect(stdout.split('\n').filter((line) => line.includes('history-'))).toHaveLength(1);
  });
});
