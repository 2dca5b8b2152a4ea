import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './repository.ts';

/** One commit: who, when, and what it did to the files. */
export interface Chapter {
  /** RFC 3339; of the committer too. */
  readonly at: string;
  /** `Name <email>` */
  readonly by: string;
  readonly message: string;
  /** Texts that stand in a file exactly once, and what takes their place. */
  readonly edit?: readonly { readonly file: string; readonly old: string; readonly new: string }[];
  readonly write?: Readonly<Record<string, string>>;
  /** Files taken from the fixture the story starts from. */
  readonly add?: readonly string[];
  readonly move?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

export interface Story {
  readonly path: string;
  readonly git: (...args: string[]) => string;
  /** Commits what the chapter says; returns the id. */
  readonly tell: (chapter: Chapter) => string;
  /** Runs git as somebody, at some time: merges, reverts. */
  readonly gitAs: (who: Pick<Chapter, 'at' | 'by'>, ...args: string[]) => string;
  readonly remove: () => void;
}

/** An empty repository that grows commit by commit, each with its own author and date; the same ids in every run. */
export function startStory(fixture = 'fixtures/repos/remembered', init: readonly string[] = []): Story {
  const path = mkdtempSync(join(tmpdir(), 'aimscheck-story-'));
  const gitAs = ({ at, by }: Pick<Chapter, 'at' | 'by'>, ...args: string[]): string => {
    const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(by) ?? [];
    const who = {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    };
    const when = {
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_DATE: at,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    };
    const env = { ...process.env, ...who, ...when };
    return execFileSync('git', ['-c', 'commit.gpgsign=false', ...args], {
      cwd: path,
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  const git = (...args: string[]) => gitAs(NOBODY, ...args);
  git('init', '--quiet', '--initial-branch', 'main', '--template=', ...init);
  const tell = (chapter: Chapter): string => {
    change(path, chapter, join(ROOT, fixture));
    git('add', '--all', '--force');
    gitAs(chapter, 'commit', '--quiet', '--allow-empty', '--message', chapter.message);
    return git('rev-parse', 'HEAD').trim();
  };
  return { path, git, gitAs, tell, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const NOBODY = { at: '2026-01-01T00:00:00Z', by: 'Nobody <nobody@example.org>' };

function change(
  root: string,
  { edit = [], write = {}, add = [], move = {}, remove = [] }: Chapter,
  fixture: string,
): void {
  for (const file of add) cpSync(join(fixture, file), open(root, file), { recursive: true });
  for (const [file, text] of Object.entries(write)) writeFileSync(open(root, file), text);
  for (const [from, to] of Object.entries(move)) renameSync(join(root, from), open(root, to));
  for (const { file, old, new: young } of edit) {
    const text = readFileSync(join(root, file), 'utf8');
    if (text.split(old).length !== 2) throw new Error(`${file} does not hold exactly once: ${old}`);
    writeFileSync(
      join(root, file),
      text.replace(old, () => young),
    );
  }
  for (const file of remove) rmSync(join(root, file));
}

function open(root: string, file: string): string {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  return join(root, file);
}

/** Tells the story that a `history.yml` holds: `start` (a date, the folder to begin `from`, and files to begin without) and `commits`. */
export function readStory(file: string): Story {
  const { start, commits } = parse(readFileSync(join(ROOT, file), 'utf8')) as {
    start: { at: string; from?: string; without?: readonly string[]; write?: Record<string, string> };
    commits: readonly Chapter[];
  };
  const { at, from, without = [], write = {} } = start;
  const story = startStory(from);
  const by = 'Records Desk <records@halden.example>';
  story.tell({ at, by, message: 'Keep the records in Git', add: ['.'], write, remove: without });
  for (const chapter of commits) story.tell(chapter);
  return story;
}
