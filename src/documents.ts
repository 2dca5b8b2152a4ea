/** The values of the kinds of document, generated from the schemas. */
export type { Capa } from './generated/types/capa.ts';
export type { Config } from './generated/types/config.ts';
export type { Incident } from './generated/types/incident.ts';
export type { Profile } from './generated/types/profile.ts';
export type { Runbook } from './generated/types/runbook.ts';
export type { Waiver } from './generated/types/waiver.ts';

/** Everything may be absent; what is there has its type. */
export type DeepPartial<T> = T extends readonly (infer Item)[]
  ? readonly DeepPartial<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: DeepPartial<T[Key]> }
    : T;
