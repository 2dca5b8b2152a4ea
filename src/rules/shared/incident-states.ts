export * from '../../facts/incident-states.ts';
