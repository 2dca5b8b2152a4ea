import type { Transition } from '../../history/model.ts';

/** GitHub login of each person, by the name that records use. */
export type People = Readonly<Record<string, string>>;

/**
 * Whether the author of a commit is a person named in a record: by e-mail address, by its part before the @, by name, or
 * by GitHub login (of a noreply address), which the configuration's `people` may tie to another name.
 */
export function isAuthor({ author }: Transition['commit'], person: string, people: People): boolean {
  const name = normal(person);
  const email = author.email.toLowerCase();
  const login = /^(?:\d+\+)?([^@+]+)@users\.noreply\./.exec(email)?.[1];
  const known = loginOf(person, people);
  const names = [email, email.split('@')[0], normal(author.name), login].filter(
    (one) => one !== undefined && one !== '',
  );
  return names.includes(name) || (known !== undefined && names.includes(normal(known)));
}

/** The GitHub login of a person named in a record: as the configuration ties them, or the name itself where it has an @. */
export function loginOf(person: string | undefined, people: People): string | undefined {
  if (person === undefined) return undefined;
  const name = normal(person);
  const known = Object.entries(people).find(([key]) => normal(key) === name)?.[1];
  return known ?? (/^@[\w-]+$/.test(person.trim()) ? person.trim().slice(1) : undefined);
}

const normal = (name: string): string => name.trim().replace(/^@/, '').toLowerCase();
