import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examine } from '../src/check/examine.ts';
import { pack, unpack } from '../src/check/examined.ts';
import { armRules } from '../src/check/rule-set.ts';
import { openProject } from '../src/config/load.ts';
import { discover } from '../src/discover.ts';
import { examinedSchema } from '../src/generated/examined.ts';
import { rules } from '../src/generated/rules.ts';
import { UTC } from '../src/time.ts';
import { compileTest } from '../src/validate/accept.ts';
import { ROOT } from './support/repository.ts';

const isExamined = compileTest(examinedSchema);

it.each(['conforming', 'neglected', 'promises-table'])(
  'what a file gives is the same after it was carried as text: %s',
  async (name) => {
    const root = join(ROOT, 'fixtures/repos', name);
    const project = { ...(await openProject(root)), root, base: root, isGit: false };
    const { files } = await discover(project);
    const ruleSet = armRules(rules, project.config, { asOf: 0, zone: UTC });
    expect(files).not.toEqual([]);
    for (const file of files) {
      const made = await examine(file, { text: readFileSync(join(root, file.path), 'utf8') }, ruleSet);
      const carried = unpack(pack([made]));
      expect(carried, file.path).toEqual([made]);
      expect(
        carried.filter((one) => !isExamined(one)),
        file.path,
      ).toEqual([]);
    }
  },
);
