import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examine } from '../src/check/examine.ts';
import { pack, unpack } from '../src/check/examined.ts';
import { armRules } from '../src/check/rule-set.ts';
import { openProject } from '../src/config/load.ts';
import { discover } from '../src/discover.ts';
import { examinedSchema } from '../src/generated/examined.ts';
import { rules } from '../src/generated/rules.ts';
import { createReader } from '../src/read.ts';
import { UTC } from '../src/time.ts';
import { compileTest } from '../src/validate/accept.ts';
import { ROOT } from './support/repository.ts';

const isExamined = compileTest(examinedSchema);
const namesIn = (folder: string) => readdirSync(join(ROOT, 'fixtures', folder));

it('what a file gives is the same after it was carried as text, and is what its schema says', async () => {
  const repositories = namesIn('repos').map((name) => `repos/${name}`);
  const cases = namesIn('rules').map((name) => `rules/${name}/bad`);
  let files = 0;
  for (const folder of [...repositories, ...cases]) {
    for (const { path, made } of await examineFolder(join(ROOT, 'fixtures', folder))) {
      const carried = unpack(pack([made]));
      expect(carried, `${folder}: ${path}`).toEqual([made]);
      expect(carried.every(isExamined), `${folder}: ${path}`).toBe(true);
      files++;
    }
  }
  expect(files).toBeGreaterThan(300);
});

async function examineFolder(root: string) {
  const project = { ...(await openProject(root)), root, base: root, isGit: false };
  const ruleSet = armRules(rules, project.config, { asOf: 0, zone: UTC });
  const read = createReader({ base: root, maxBytes: 1024 ** 2 });
  const { files } = await discover(project);
  return Promise.all(
    files.map(async (file) => ({ path: file.path, made: await examine(file, read(file.path), ruleSet) })),
  );
}
