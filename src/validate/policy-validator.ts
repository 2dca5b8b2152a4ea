import base from '../../schemas/policy/policy.schema.json' with { type: 'json' };
import { compileTest } from './accept.ts';
import { AJV_OPTIONS, ANNOTATIONS, inlined } from './ajv-options.ts';
import { formats } from './formats.ts';
import { closed, type PolicyOutline, policySchema } from './policy-schema.ts';
import type { LoadedValidator, Validator } from './schema.ts';
import type { Schema } from './schema-source.ts';

/** The validator of a policy type that an organisation defines itself, made when it is needed. */
export function makePolicyValidator(outline: PolicyOutline): LoadedValidator {
  const { $id, ...own } = closed(policySchema(structuredClone(base) as unknown as Schema, outline));
  const explainer = async () => {
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    const ajv = new Ajv2020({ ...AJV_OPTIONS, formats });
    ajv.addVocabulary(ANNOTATIONS);
    return ajv.compile(inlined(own)) as unknown as Validator;
  };
  return { schema: own, accepts: compileTest(own), explainer };
}
