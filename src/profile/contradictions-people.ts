import type { Contradiction, Draft, Finder } from './contradictions.ts';

/** Contradictions about roles, and who holds them. */
export const PEOPLE: readonly Finder[] = [unknownRoles, rolesNobodyHolds, partialAudit, regimesWithoutAuthority];

/** Every place that names a role by its id. */
function rolesNamed({ responsibilities = {}, escalation = {}, aims }: Draft): { place: string; id: string }[] {
  const named = [
    ...Object.entries(responsibilities).map(([task, id]) => ({ place: `responsibilities.${task}`, id })),
    ...Object.entries(escalation).flatMap(([level, rule]) =>
      (rule?.tell ?? []).map((id, i) => ({ place: `escalation.${level}.tell[${i}]`, id })),
    ),
    ...(aims?.objectives ?? []).map(({ owner }, i) => ({ place: `aims.objectives[${i}].owner`, id: owner })),
  ];
  return named.flatMap(({ place, id }) => (id ? [{ place, id }] : []));
}

function unknownRoles(profile: Draft): Contradiction[] {
  const known = new Set((profile.roles ?? []).map(({ id }) => id));
  return rolesNamed(profile)
    .filter(({ id }) => !known.has(id))
    .map(({ place, id }) => ({ places: [place, 'roles'], message: `no role has the id "${id}"` }));
}

function rolesNobodyHolds(profile: Draft): Contradiction[] {
  return (profile.roles ?? []).flatMap(({ id, holder }, i): Contradiction[] => {
    const task = rolesNamed(profile).find((named) => named.id === id);
    if (holder || !task) return [];
    return [{ places: [task.place, `roles[${i}].holder`], message: `nobody holds the role "${id}", which has a task` }];
  });
}

/** ISO/IEC 42001 9.2.2: whoever audits does not audit work of their own. */
function partialAudit({ responsibilities: tasks = {}, roles = [] }: Draft): Contradiction[] {
  const holderOf = (id: unknown) => roles.find((role) => role.id === id)?.holder;
  return (['aims', 'capa_approval'] as const).flatMap((task): Contradiction[] => {
    const [auditor, audited] = [tasks.audit, tasks[task]];
    if (!auditor || !audited) return [];
    const isSame = auditor === audited || (holderOf(auditor) && holderOf(auditor) === holderOf(audited));
    if (!isSame) return [];
    const message = 'the same person plans audits and answers for what is audited (ISO/IEC 42001 9.2.2)';
    return [{ places: ['responsibilities.audit', `responsibilities.${task}`], message }];
  });
}

function regimesWithoutAuthority({ regimes = [] }: Draft): Contradiction[] {
  return regimes.flatMap(({ id, applicable, authority }, i): Contradiction[] =>
    !applicable || authority
      ? []
      : [
          {
            places: [`regimes[${i}].applicable`, `regimes[${i}].authority`],
            message: `${id} applies, and no authority is named`,
          },
        ],
  );
}
