/** `npm run new-rule -- <id>`: the file of a new rule and its fixture folders. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const id = process.argv[2] ?? '';
const kind = ['incident', 'capa', 'runbook', 'policy'].find((name) => id.startsWith(`${name}-`)) ?? 'incident';
const file = join(ROOT, 'src/rules', `${id}.ts`);

if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) {
  console.error('usage: npm run new-rule -- <id>, such as capa-owner-missing');
  process.exitCode = 2;
} else if (existsSync(file)) {
  console.error(`src/rules/${id}.ts exists`);
  process.exitCode = 2;
} else {
  writeFileSync(file, template());
  for (const name of ['bad', 'good']) {
    const folder = join(
      ROOT,
      'fixtures/rules',
      id,
      name,
      { incident: 'incidents', capa: 'capas', runbook: 'runbooks', policy: 'policies' }[kind] ?? '',
    );
    mkdirSync(folder, { recursive: true });
  }
  console.log(
    `wrote src/rules/${id}.ts\nmade fixtures/rules/${id}/{bad,good}/\nNext: fill them in, then npm run generate`,
  );
}

function template(): string {
  return `import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: '${id}',
  kinds: ['${kind}'],
  section: null,
  layer: '${{ incident: 'operation', capa: 'operation', runbook: 'implementation', policy: 'design' }[kind]}',
  severity: 'warning',
  references: [],
  summary: 'What it finds, in one sentence.',
  rationale: 'Why it matters, and to whom.',
  fix: 'What to write, in one line.',
  check({ value }) {
    return value === undefined ? { place: { pointer: '/id' }, message: 'Missing id' } : undefined;
  },
});
`;
}
