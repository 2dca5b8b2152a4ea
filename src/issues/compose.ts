import type { Changes, Managed, Problem, State } from './model.ts';
import { digest, joinBody, LONGEST_BODY, splitBody } from './state.ts';

/** What an issue would say now. */
export interface Composed {
  /** What differs from what it says, in a word each; empty when nothing does. */
  readonly changed: readonly string[];
  readonly write: (said: Pick<State, 'comments'>) => Changes;
}

/** The body of a new issue. */
export function composeNew(problem: Problem, patch: Partial<State>): string {
  const { project, record, problem: name, title, login, file, text } = problem;
  const state: State = {
    project,
    record,
    problem: name,
    status: 'open',
    step: 0,
    reopened: 0,
    comments: 0,
    title: digest(title),
    assignee: login ?? '',
    file,
    ...patch,
  };
  return fitted({ before: '', after: '' }, state, text);
}

/** Renews the block. A title that a person changed, people around the block and other assignees stay. */
export function compose(issue: Managed, problem: Problem, patch: Partial<State>): Composed {
  const { own } = issue;
  const parts = splitBody(issue.body) ?? { before: issue.body, after: '', text: undefined };
  const isOurTitle = digest(issue.title) === own.title;
  const retitled = isOurTitle && issue.title !== problem.title;
  const login = problem.login ?? '';
  const state: State = {
    ...own,
    ...patch,
    title: isOurTitle ? digest(problem.title) : own.title,
    assignee: login,
    file: problem.file,
  };
  const changed = [
    ...(parts.text === problem.text.trim() ? [] : ['text']),
    ...(retitled ? ['title'] : []),
    ...(own.assignee === login ? [] : ['assignee']),
    ...(isSame(own, state) ? [] : ['state']),
  ];
  return {
    changed,
    write: (said) => ({
      body: fitted(parts, { ...state, ...said }, problem.text),
      ...(retitled ? { title: problem.title } : {}),
      ...(own.assignee === login ? {} : { assignees: reassigned(issue, login) }),
    }),
  };
}

/** The body with another state and the same text. */
export function restate({ body, own }: Managed, patch: Partial<State>): string {
  const parts = splitBody(body);
  return joinBody(parts ?? { before: body, after: '' }, { ...own, ...patch }, parts?.text ?? '');
}

/** A change of the file, title or assignee shows elsewhere. */
function isSame(a: State, b: State): boolean {
  return (
    a.status === b.status && a.step === b.step && a.reopened === b.reopened && a.day === b.day && a.items === b.items
  );
}

function reassigned({ assignees, own }: Managed, login: string): string[] {
  const others = assignees.filter((name) => name.toLowerCase() !== own.assignee.toLowerCase());
  return [...new Set([...others, ...(login === '' ? [] : [login])])];
}

/** What people wrote stays whole: where there is no room for the text as well, it is left out. */
function fitted(around: { before: string; after: string }, state: State, text: string): string {
  const body = joinBody(around, state, text);
  return body.length <= LONGEST_BODY
    ? body
    : joinBody(around, state, 'There is no room for the details here: see the log of the run.');
}
