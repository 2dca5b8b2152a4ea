import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { formats } from '../../validate/formats.ts';
import type { Schema } from './sources.ts';

/** Words of our own in the schemas: notes for people and for the explanation of errors, no constraints. */
const ANNOTATIONS = ['x-rule', 'x-expect', 'x-aliases', 'x-shapes', 'x-subcategories'];

/** One self-contained ES module of Ajv standalone code for a schema; formats come from src/validate/formats.ts. */
export function buildValidator(schema: Schema, depth: number): string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    // JSON values only: nothing inherited counts as a property.
    ownProperties: true,
    validateFormats: true,
    code: { source: true, esm: true, formats: _`formats` },
    formats,
  });
  ajv.addVocabulary(ANNOTATIONS);
  const validate = ajv.compile(inlined(schema));
  const code = standalone.default(ajv, validate);
  const up = '../'.repeat(depth);
  return `import { formats } from '${up}validate/formats.ts';\n${withImports(code)}`;
}

/** Definitions without references inside, so that Ajv puts them in place and its errors keep the path of the schema. */
function inlined(schema: Schema): Schema {
  const definitions = schema.$defs ?? {};
  const resolve = <T>(node: T): T => {
    if (Array.isArray(node)) return node.map(resolve) as T;
    if (node === null || typeof node !== 'object') return node;
    const { $ref, ...rest } = node as Schema;
    const name = typeof $ref === 'string' ? $ref.replace('#/$defs/', '') : undefined;
    const target = name === undefined ? {} : resolve(definitions[name] ?? {});
    const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, resolve(value)]));
    return { ...target, ...own } as T;
  };
  return {
    ...schema,
    $defs: Object.fromEntries(Object.entries(definitions).map(([name, node]) => [name, resolve(node)])),
  };
}

/** Ajv's standalone code still asks for its helpers by `require`; ES modules import them. */
function withImports(code: string): string {
  const imports: string[] = [];
  const body = code.replace(
    /const (\w+) = require\("([^"]+)"\)(\.\w+)?;/g,
    (_match, name: string, path: string, member = '') => {
      // Loaders disagree on what the default import of a CommonJS module is.
      imports.push(
        `import ${name}$ from '${path}.js';\nconst ${name} = ${member ? `${name}$${member} ?? ` : ''}${name}$;`,
      );
      return '';
    },
  );
  return `${imports.join('\n')}\n${body}\n`;
}
