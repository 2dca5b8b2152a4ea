import type { LoadedValidator, SchemaNode, Validator } from './schema.ts';

const VALIDATORS = {
  incident: () => import('../generated/validate/incident.js'),
  capa: () => import('../generated/validate/capa.js'),
  runbook: () => import('../generated/validate/runbook.js'),
  waiver: () => import('../generated/validate/waiver.js'),
  profile: () => import('../generated/validate/profile.js'),
  config: () => import('../generated/validate/config.js'),
};
