import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { AJV_OPTIONS, ANNOTATIONS, inlined } from '../../validate/ajv-options.ts';
import { formats } from '../../validate/formats.ts';
import type { Schema } from '../../validate/schema-source.ts';

/** One self-contained ES module of Ajv standalone code for a schema; formats come from src/validate/formats.ts. */
export function buildValidator(schema: Schema, depth: number): string {
  const ajv = new Ajv2020({
    ...AJV_OPTIONS,
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
