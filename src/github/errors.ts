import { RequestError } from '@octokit/request-error';
import { TrackerError } from '../issues/tracker.ts';
import { isRecord } from '../text/is-record.ts';

export interface Attempt {
  /** `to list issues`, `to open an issue` */
  readonly what: string;
  readonly repository: string;
  /** `issues: write`: the permission it takes. */
  readonly permission: string;
  /** Concerns the repository as a whole, so that a refusal holds for everything. */
  readonly isGeneral: boolean;
}

/** What GitHub answered, in one clear sentence; what is no answer of GitHub is passed on. */
export function explain(error: unknown, attempt: Attempt): unknown {
  if (!(error instanceof RequestError)) return error;
  const failed = `failed ${attempt.what} in ${attempt.repository}`;
  const told = (reason: string, isFinal: boolean): TrackerError =>
    new TrackerError(`${failed}: ${reason}`, { isFinal, cause: error });
  const { isGeneral } = attempt;
  if (error.status >= 500) {
    const isAnswer = error.response !== undefined;
    const reason = isAnswer
      ? `GitHub answers with an error of its own (${error.status})`
      : `no answer (${error.message})`;
    return new TrackerError(`${failed}: ${reason}`, { isUncertain: true, cause: error });
  }
  switch (error.status) {
    case 401:
      return told('GitHub does not accept the token (401); it is wrong or expired', true);
    case 403:
    case 429:
      return refusal(error, attempt, told);
    case 404:
      return told(
        isGeneral ? 'no such repository, or the token may not see it (404)' : 'it is not there any more (404)',
        isGeneral,
      );
    case 410:
      return told(
        isGeneral ? 'issues are disabled there (410); enable them in its settings' : 'it was deleted (410)',
        isGeneral,
      );
    case 422:
      return told(`GitHub refuses the values (422): ${refusedValues(error)}`, false);
    default:
      return told(`${error.message} (${error.status})`, false);
  }
}

type Told = (reason: string, isFinal: boolean) => TrackerError;

function refusal(error: RequestError, { permission }: Attempt, told: Told): TrackerError {
  const { headers = {} } = error.response ?? {};
  if (headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(error.message)) {
    return told(`GitHub's rate limit is reached, and waiting for it would take too long (${error.status})`, true);
  }
  if (/\block(?:ed)?\b/i.test(error.message)) return told('the conversation is locked (403)', false);
  if (/archived/i.test(error.message)) return told('the repository is archived (403)', true);
  return told(
    `the token lacks a permission (403); give the job\n  permissions:\n    contents: read\n    ${permission}`,
    true,
  );
}

function refusedValues({ message, response }: RequestError): string {
  const data: unknown = response?.data;
  const errors = isRecord(data) && Array.isArray(data.errors) ? data.errors : [];
  const fields = errors.flatMap((one: unknown) => (isRecord(one) && typeof one.field === 'string' ? [one.field] : []));
  if (fields.includes('milestone')) return 'issues.milestone of the configuration is not the number of a milestone';
  return fields.length === 0 ? (message.split('\n')[0] ?? '') : `${fields.join(', ')} not accepted`;
}
