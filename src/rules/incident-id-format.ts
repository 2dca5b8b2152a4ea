import type { IncidentFacts } from '../facts/index.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { LONGEST_ID, PATTERN_LANGUAGE, readPattern } from './shared/id-pattern.ts';

interface Options {
  readonly pattern: string;
  readonly file_name: boolean;
}

const DEFAULTS = { pattern: '^AI-INC-\\d{4}-\\d{3,}$', file_name: true };

export default defineWorkspaceRule<Options>({
  id: 'incident-id-format',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['7.5.2'],
  summary: 'The id of an incident does not have the agreed form, or the name of its file does not start with it.',
  rationale:
    'An auditor samples by id and expects to find the file by it; CAPAs and reports cite the record by an id that must stay unique and findable.',
  fix: 'Write "id: AI-INC-2026-001" (year and running number) and name the file after it, such as AI-INC-2026-001-pricing-drift.yml.',
  options: {
    pattern: {
      title: 'Pattern',
      description: 'What an incident id looks like: characters, \\d, \\w, [A-Z], (a|b), repeated by ?, *, + or {n,m}.',
      type: 'string',
      maxLength: 120,
      pattern: PATTERN_LANGUAGE,
      'x-expect': 'a pattern of characters, \\d, \\w, [A-Z], (a|b) and repetitions, such as ^AI-INC-\\d{4}-\\d{3,}$',
    },
    file_name: {
      title: 'File name',
      description: 'Whether the name of a file that holds one record, or of its folder, has to start with the id.',
      type: 'boolean',
    },
  },
  defaults: DEFAULTS,
  *check({ incidents, unread }, { options }) {
    const fits = options.pattern === DEFAULTS.pattern ? isDefaultId : readPattern(options.pattern);
    const documents = new Map<string, number>();
    for (const { ref } of [...incidents, ...unread]) documents.set(ref.path, (documents.get(ref.path) ?? 0) + 1);
    for (const incident of incidents) {
      const { id, ref } = incident;
      if (id === undefined) continue;
      if (!fits(id)) yield unexpectedId(incident, options.pattern);
      else if (options.file_name && documents.get(ref.path) === 1 && !isNamedAfter(ref.path, id)) {
        yield unexpectedName(incident, id);
      }
    }
  },
});

const DEFAULT = new RegExp(DEFAULTS.pattern);
const isDefaultId = (id: string): boolean => id.length <= LONGEST_ID && DEFAULT.test(id);

function unexpectedId({ id, ref }: IncidentFacts, pattern: string): WorkspaceReport {
  const expected = pattern === DEFAULTS.pattern ? 'AI-INC-YYYY-NNN such as AI-INC-2026-014' : `an id like ${pattern}`;
  return {
    document: ref,
    place: { pointer: '/id' },
    message: `Unexpected id ${JSON.stringify(id)}, expected ${expected}`,
  };
}

function unexpectedName({ ref }: IncidentFacts, id: string): WorkspaceReport {
  const [name = ''] = ref.path.split('/').slice(-1);
  return {
    document: ref,
    place: { pointer: '/id' },
    message: `The file name ${JSON.stringify(name)} does not start with the id ${id}`,
    help: `Rename the file so that its name starts with ${id}, or correct the id.`,
  };
}

/** The file, or the folder that is the record's own. */
function isNamedAfter(path: string, id: string): boolean {
  const start = id.toLowerCase();
  return path
    .toLowerCase()
    .split('/')
    .slice(-2)
    .some((name) => name.startsWith(start) && !/^[\p{L}\p{N}]/u.test(name.slice(start.length)));
}
