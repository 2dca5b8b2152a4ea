import { createHash } from 'node:crypto';
import type { Basis } from '../check/index.ts';
import { REGIMES } from '../clocks/index.ts';
import type { Digests } from './model.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of the rules with their levels and options, of the policy definitions, of the regulatory clocks, and of the configuration's bytes. */
export async function digestsOf({ ruleSet, project }: Basis): Promise<Digests> {
  const { default: definitions } = await import('../generated/definitions.ts');
  const rules = ruleSet.all.map(({ id, severity }) => [
    id,
    ruleSet.level(id) ?? ruleSet.inPreset(id, severity),
    ruleSet.options(id),
  ]);
  return {
    rules: sha256(JSON.stringify(rules)),
    definitions: sha256(JSON.stringify(definitions)),
    clocks: sha256(JSON.stringify(REGIMES)),
    configuration: project.configText === undefined ? null : sha256(project.configText),
  };
}
