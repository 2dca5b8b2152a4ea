import { owners } from '../../products/index.ts';
import { type Guess, isAnyOf, type LookedAt, linesOf } from './guess.ts';

/** Roles and who holds them, from the owners of folders (CODEOWNERS). Each role also has its task. */
export function guessOwners(files: readonly LookedAt[]): Guess[] {
  const file = files.find(({ path }) => /(?:^|\/)CODEOWNERS$/.test(path));
  if (!file) return [];
  const rules = linesOf(file).flatMap(([line, number]) => {
    const [pattern, owner] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    return pattern && owner ? [{ folders: pattern.toLowerCase().split('/'), owner, number }] : [];
  });
  return owners.flatMap(({ folder, title, task }): Guess[] => {
    const rule = rules.find(({ folders }) => folders.some((one) => isAnyOf(one, [folder])));
    if (!rule) return [];
    const source = `${file.path}:${rule.number}`;
    const id = title.toLowerCase().replaceAll(' ', '-');
    return [
      { place: 'roles', value: { id, title, holder: rule.owner.replace(/^@(?:[^/]*\/)?/, '') }, source },
      { place: `responsibilities.${task}`, value: id, source },
    ];
  });
}
