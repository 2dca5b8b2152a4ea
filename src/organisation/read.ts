import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { UsageError } from '../errors.ts';
import type { Result } from '../types.ts';
import { compileTest } from '../validate/accept.ts';
import type { Listing } from './model.ts';

const NAME = { type: 'string', pattern: '^[A-Za-z0-9._-]{1,100}$' };
const LISTING = {
  type: 'object',
  required: ['version', 'owner', 'repositories', 'not_scanned'],
  properties: {
    version: { const: 1 },
    owner: NAME,
    repositories: {
      type: 'array',
      items: { type: 'object', required: ['name'], properties: { name: NAME, branch: { type: 'string' } } },
    },
    not_scanned: {
      type: 'array',
      items: { type: 'object', required: ['name', 'reason'], properties: { name: NAME, reason: { type: 'string' } } },
    },
  },
};

/** @throws UsageError for what is no listing */
export function readListing(text: string, file: string): Listing {
  const value = parse(text);
  if (compileTest(LISTING)(value)) return value as Listing;
  throw new UsageError(`${file}: Unexpected content, expected what "aimscheck org list --format json" writes`);
}

/** @throws UsageError for what is no result of a check */
export function readResult(text: string, file: string): Result {
  const value = parse(text);
  if (isResult(value)) return value as Result;
  throw new UsageError(`${file}: Unexpected content, expected what "aimscheck check --format json" writes`);
}

const isResult = compileTest(reportSchema);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
