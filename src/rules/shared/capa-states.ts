export * from '../../facts/capa-states.ts';
