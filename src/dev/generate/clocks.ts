import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Clocks } from '../../generated/types/clocks.ts';
import { formats } from '../../validate/formats.ts';
import type { Schema } from '../../validate/schema-source.ts';

/**
 * The data of policies/notification-clocks.yml as a module.
 * @throws Error where it does not have the shape of its schema, an id stands twice, or a row names one that is not there
 */
export function buildClocks(data: unknown, schema: Schema): string {
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats });
  const validate = ajv.compile<Clocks>(schema);
  if (!validate(data)) {
    throw new Error(`policies/notification-clocks.yml: ${ajv.errorsText(validate.errors, { separator: '\n  ' })}`);
  }
  const problems = findDangling(data.clocks);
  if (problems.length > 0) throw new Error(`policies/notification-clocks.yml: ${problems.join('\n  ')}`);
  return `import type { Clocks } from './types/clocks.ts';\n\nexport const clocks: Clocks['clocks'] = ${JSON.stringify(data.clocks)};\n`;
}

function findDangling(rows: Clocks['clocks']): string[] {
  const ids = rows.map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `the id ${id} stands twice`);
  const lost = rows.flatMap(({ id, after, replaces = [] }) =>
    [...(after === undefined ? [] : [after]), ...replaces]
      .filter((named) => !ids.includes(named))
      .map((named) => `${id} names ${named}, which is no row`),
  );
  return [...twice, ...lost];
}
