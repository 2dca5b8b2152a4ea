import { UsageError } from '../errors.ts';
import { isRecord } from '../text/is-record.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';
import { titleStart } from './build-form.ts';

/** A filled form: the body as GitHub wrote it, and what else the issue tells. */
export interface Issue {
  readonly body: string;
  readonly title?: string;
  readonly author?: string;
  readonly createdAt?: string;
  readonly url?: string;
}

/** The issue in a webhook payload of GitHub. @throws UsageError where there is none */
export function issueIn(payload: unknown): Issue {
  const issue = isRecord(payload) ? payload.issue : undefined;
  if (!isRecord(issue)) throw new UsageError('--event: the payload has no issue');
  const { body, title, user, created_at: createdAt, html_url: url } = issue;
  const author = isRecord(user) ? user.login : undefined;
  return {
    body: typeof body === 'string' ? body : '',
    ...(typeof title === 'string' ? { title: title.replace(titleStart, '').trim() } : {}),
    ...(typeof author === 'string' ? { author: `@${author}` } : {}),
    ...(typeof createdAt === 'string' ? { createdAt } : {}),
    ...(typeof url === 'string' ? { url } : {}),
  };
}

/** Fields that GitHub tells of every issue, so that no form asks for them. */
const TOLD: Readonly<Record<string, (issue: Issue) => string | undefined>> = {
  title: ({ title }) => title,
  reported_at: ({ createdAt }) => createdAt,
  opened_at: ({ createdAt }) => createdAt,
  reporter: ({ author }) => author,
  requested_by: ({ author }) => author,
  github_issue: ({ url }) => url,
};

export const isTold = (field: string): boolean => Object.hasOwn(TOLD, field);

/** What GitHub tells of an issue, as a record of a schema has it. */
export function toldIn(issue: Issue, schema: SchemaNode): (readonly [path: string, value: unknown])[] {
  return Object.entries(TOLD).flatMap(([field, tell]) => {
    const value = tell(issue);
    return value && nodesFor(schema, [field]).length > 1 ? [[field, value] as const] : [];
  });
}
