import { isRecord } from '../text/is-record.ts';

/** Owner, approver …: the handle, e-mail address or role, whichever is given. */
export function personName(person: unknown): string | undefined {
  if (typeof person === 'string') return person.trim() || undefined;
  if (!isRecord(person)) return undefined;
  const name = person.handle ?? person.email ?? person.role;
  return typeof name === 'string' ? name.trim() || undefined : undefined;
}

/** Whether two people named in a record are the same one: case and a leading @ do not matter. */
export function samePerson(a: unknown, b: unknown): boolean {
  const [first, second] = [personName(a), personName(b)].map((name) => name?.replace(/^@/, '').toLowerCase());
  return first !== undefined && first === second;
}
