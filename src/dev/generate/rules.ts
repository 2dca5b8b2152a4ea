import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from '../../rules/define-rule.ts';

/** Files of src/rules that are no rules. */
const SHARED = new Set(['define-rule.ts']);

function ruleIds(root: string): string[] {
  return readdirSync(join(root, 'src/rules'))
    .filter((name) => name.endsWith('.ts') && !SHARED.has(name))
    .map((name) => name.slice(0, -3))
    .sort();
}

/** Loads every rule. @throws Error when a file's name is not its rule's id. */
export async function loadRules(root: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const id of ruleIds(root)) {
    const module = (await import(pathToFileURL(join(root, 'src/rules', `${id}.ts`)).href)) as { default: Rule };
    if (module.default?.id !== id) throw new Error(`src/rules/${id}.ts must export the rule "${id}"`);
    rules.push(module.default);
  }
  return rules;
}

export function buildRuleIndex(root: string): string {
  const ids = ruleIds(root);
  const name = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const imports = ids.map((id) => `import ${name(id)} from '../rules/${id}.ts';`).join('\n');
  const list = ids.map((id) => `  ${name(id)},`).join('\n');
  return `import type { Rule } from '../rules/define-rule.ts';\n${imports}\n\nexport const rules: readonly Rule[] = [\n${list}\n];\n`;
}
