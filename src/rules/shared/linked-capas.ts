export * from '../../facts/linked-capas.ts';
