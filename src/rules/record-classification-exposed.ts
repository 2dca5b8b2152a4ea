import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly visibility: string;
}

export default defineWorkspaceRule<Options>({
  id: 'record-classification-exposed',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['7.5.3'],
  summary: 'A record in a public repository is not classified public.',
  rationale:
    'Everybody can read it, and its history, for good: what affected people, attackers and competitors learn there cannot be taken back.',
  fix: 'Move the record to a private repository, or classify it "public" once somebody has decided that it may be.',
  options: {
    visibility: {
      title: 'Visibility',
      description:
        'Who can read the repository: public, internal or private. Unknown: what the profile says under repository.',
      type: 'string',
      enum: ['unknown', 'public', 'internal', 'private'],
    },
  },
  defaults: { visibility: 'unknown' },
  check({ incidents, capas, profiles }, { options }) {
    const stated = profiles.map(({ organisation }) => organisation.visibility).find((one) => one !== undefined);
    const visibility = options.visibility === 'unknown' ? stated : options.visibility;
    if (visibility !== 'public') return;
    const own = [...incidents, ...capas].filter(
      ({ ref, classification }) => ref.base === '' && classification !== 'public',
    );
    return own.map(({ ref, classification }) => ({
      document: ref,
      place: { pointer: '/classification', ...(classification === undefined ? { on: 'key' as const } : {}) },
      message:
        classification === undefined
          ? 'Missing classification in a public repository'
          : `Unexpected classification ${classification} in a public repository, expected public`,
    }));
  },
});
