import type { Changes, Draft, Issue } from './model.ts';

export interface Query {
  readonly label?: string;
  readonly creator?: string;
  /** Only issues with a higher number, newest first. */
  readonly newerThan?: number;
}

/** The issues of one repository: what reconciling needs of GitHub, and nothing else. */
export interface Tracker {
  /** Issues in every state, without pull requests. */
  readonly list: (query: Query) => Promise<readonly Issue[]>;
  /** Login under which issues are created. */
  readonly whoAmI: () => Promise<string>;
  readonly canAssign: (login: string) => Promise<boolean>;
  /** Texts of all comments of an issue. */
  readonly comments: (number: number) => Promise<readonly string[]>;
  readonly create: (draft: Draft) => Promise<Issue>;
  readonly comment: (number: number, text: string) => Promise<void>;
  readonly edit: (number: number, changes: Changes) => Promise<void>;
}

/** A request that failed, in words for people. */
export class TrackerError extends Error {
  override name = 'TrackerError';
  /** Nothing else can succeed either: no permission, no such repository, no time to wait for the limit. */
  readonly isFinal: boolean;
  /** The request may have been carried out all the same: the answer was lost. */
  readonly isUncertain: boolean;

  constructor(
    message: string,
    { isFinal = false, isUncertain = false, cause }: { isFinal?: boolean; isUncertain?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.isFinal = isFinal;
    this.isUncertain = isUncertain;
  }
}
