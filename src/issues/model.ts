/**
 * The words of issue keeping. A *problem* is what needs an issue now; an *issue* is what GitHub has; a *plan* is what is
 * to be done so that they agree. Data only; nothing here knows GitHub's API.
 */

/** What an issue is about, whatever its title and wherever the record's file is. */
export interface Identity {
  /** Folder of the configuration relative to the Git root ('' at the root): projects of one repository are kept apart. */
  readonly project: string;
  /** Record id; the path where it has none; '' for the roll-up issue. */
  readonly record: string;
  /** `capa-overdue`, `root-cause`, another rule's id, `incident` where one issue holds all, or `roll-up`. */
  readonly problem: string;
}

export const ROLL_UP = 'roll-up';

export function keyOf({ project, record, problem }: Identity): string {
  return [project, problem, record].join('\0');
}

/** What the machine block of an issue remembers. `open`: we hold it open; the others say why we closed it. */
export interface State extends Identity {
  readonly status: 'open' | 'resolved' | 'waived' | 'gone' | 'untracked' | 'duplicate';
  /** Escalation step that was told, in days late; 0 for none. */
  readonly step: number;
  /** How often it was reopened after a person closed it as completed. */
  readonly reopened: number;
  /** Comments we wrote on it. */
  readonly comments: number;
  /** Digest of the title we gave it: a title that a person changed is theirs. */
  readonly title: string;
  /** Login that we assigned, or tried to; '' for none. */
  readonly assignee: string;
  /** The record's file when the block was written. */
  readonly file: string;
  /** Roll-up: the day it was written, and digests of what it lists. */
  readonly day?: string;
  readonly items?: string;
}

/** An issue as GitHub has it. */
export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly reason: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly author: string;
  readonly comments: number;
  readonly locked: boolean;
}

/** An issue of ours: one whose body holds a machine block. */
export interface Managed extends Issue {
  readonly own: State;
}

/** What needs an issue now. Texts are Markdown that is safe to post. */
export interface Problem extends Identity {
  readonly title: string;
  readonly text: string;
  /** One line for the roll-up issue. */
  readonly listed: string;
  readonly file: string;
  /** `YYYY-MM-DD`; absent where there is no deadline. */
  readonly due?: string;
  readonly daysLate: number;
  /** GitHub login of the owner, where `people` names one. */
  readonly login?: string;
  readonly labels: readonly string[];
}

/** Why an identity is no problem now; `unknown`: that cannot be told. */
export interface Settlement {
  readonly kind: 'resolved' | 'waived' | 'gone' | 'untracked' | 'unknown';
  /** In plain words, for the plan. */
  readonly why: string;
  /** Markdown that is safe to post. */
  readonly text: string;
}

/** Everything the repository says, made ready for a plan. */
export interface Situation {
  readonly project: string;
  /** Day of the run in the organisation's timezone. */
  readonly day: string;
  /** Oldest due first. */
  readonly problems: readonly Problem[];
  readonly settle: (own: State) => Settlement;
  /** Said beside the plan: what could not be done as wanted. */
  readonly notices: readonly string[];
}

export interface EscalationStep {
  readonly days: number;
  readonly mention: readonly string[];
}

export interface Settings {
  readonly label: string;
  readonly maxNew: number;
  readonly milestone?: number;
  /** By days, ascending. */
  readonly escalation: readonly EscalationStep[];
}

/** What to write on an issue; absent keys stay as they are. */
export interface Changes {
  readonly title?: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly state?: 'open' | 'closed';
  readonly reason?: 'completed' | 'not_planned' | 'reopened';
}

export interface Draft {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly milestone?: number;
}

/** A comment and its mark: a comment that holds the mark was written by an earlier run that did not get further. */
export interface Comment {
  readonly mark: string;
  readonly text: string;
}

export type Operation = CreateOperation | EditOperation;

export interface CreateOperation {
  readonly kind: 'create';
  readonly identity: Identity;
  readonly draft: Draft;
}

export interface EditOperation {
  readonly kind: 'update' | 'escalate' | 'reopen' | 'resolve' | 'close';
  readonly identity: Identity;
  readonly number: number;
  readonly title: string;
  /** What happens, in a few words. */
  readonly why: string;
  /** Written before the changes. */
  readonly comment?: Comment;
  /** Whether the comment may have been written by a run that was stopped: someone commented since we last wrote. */
  readonly mayBeSaid: boolean;
  readonly changes: Changes;
}

/** An issue that is left as it is although its problem stands. */
export interface Left {
  readonly number: number;
  readonly title: string;
  readonly why: string;
  /** A person closed it as not planned: a deviation that nobody approved in the repository. */
  readonly isUnapprovedWaiver: boolean;
}

export interface Plan {
  /** In the order in which they are carried out. */
  readonly operations: readonly Operation[];
  readonly left: readonly Left[];
  /** Problems in the roll-up issue. */
  readonly rolledUp: number;
  readonly unchanged: number;
  readonly notices: readonly string[];
}
