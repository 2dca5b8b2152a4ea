import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { RequestError } from '@octokit/request-error';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck/light.js';
import { version } from '../version.ts';

/** Where the API is, and as whom to speak. */
export interface Access {
  /** `https://api.github.com`, or a GitHub Enterprise Server's. */
  readonly apiUrl: string;
  readonly token: string;
}

export interface Manners {
  /** Milliseconds until the deadline: nothing is waited for beyond it. */
  readonly timeLeft: () => number;
  /** Told before it waits. */
  readonly onWait: (text: string) => void;
  /** Told of every request that is sent, repeated ones too. */
  readonly onRequest: (method: string) => void;
  /**
   * Factor on every pause; 1 is GitHub's advice (3 s between new issues or comments, 1 s between other writes). Less is
   * for a GitHub Enterprise Server without limits.
   */
  readonly pace: number;
}

export type GitHub = Octokit;

const MOST_RETRIES = 2;
const LONGEST_ANSWER = 60_000;
/** What asking again does not mend; limits are the throttling plugin's. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];

/** A client that keeps GitHub's manners: pauses between writes, `Retry-After` and both kinds of limit honoured. */
export function connect({ apiUrl, token }: Access, manners: Manners): GitHub {
  const { timeLeft, onRequest, pace } = manners;
  const Client = Octokit.plugin((octokit) => watch(octokit.hook, onRequest), retry, throttling);
  const group = (minTime: number): Bottleneck.Group =>
    new Bottleneck.Group({ maxConcurrent: 1, minTime: minTime * pace });
  const silent = (): void => {};
  return new Client({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: `aimscheck/${version}`,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, signal: AbortSignal.timeout(Math.max(1_000, Math.min(LONGEST_ANSWER, timeLeft()))) }),
    },
    retry: { doNotRetry: FINAL, retryAfterBaseValue: 1_000 * pace },
    throttle: {
      onRateLimit: waiting('rate limit', manners),
      onSecondaryRateLimit: waiting('secondary rate limit', manners),
      retryAfterBaseValue: 1_000 * pace,
      write: group(1_000),
      notifications: group(3_000),
    },
  });
}

/** Whether a limit is waited for: not beyond the deadline, and not for ever. */
function waiting(limit: string, { timeLeft, onWait }: Manners) {
  return (seconds: number, _options: unknown, _octokit: unknown, retries: number): boolean => {
    const isWorth = retries < MOST_RETRIES && seconds * 1_000 < timeLeft();
    if (isWorth) onWait(`GitHub's ${limit} is reached: waiting ${seconds} s`);
    return isWorth;
  };
}

/** Counts requests, and names a refusal with `Retry-After` what it is: the throttling plugin goes by the wording. */
function watch(hook: Octokit['hook'], onRequest: (method: string) => void): void {
  hook.before('request', ({ method }) => onRequest(method));
  hook.error('request', (error) => {
    if (isLimit(error) && !/\bsecondary rate\b/i.test(error.message)) error.message += ' (secondary rate limit)';
    throw error;
  });
}

function isLimit(error: unknown): error is RequestError {
  if (!(error instanceof RequestError) || (error.status !== 403 && error.status !== 429)) return false;
  return error.response?.headers['retry-after'] !== undefined;
}
