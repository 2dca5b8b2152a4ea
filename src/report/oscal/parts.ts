import { createHash } from 'node:crypto';
import type { ConformanceResult, SectionReport } from '../../conformance/model.ts';
import { jsonText, terminalText } from '../../text/escape.ts';

export const OSCAL_VERSION = '1.2.1';
/** Namespace of our properties and of the name-based UUIDs. */
export const NAMESPACE = 'https://aimscheck.github.io/aimscheck/oscal';
const NAMESPACE_UUID = 'f3b1c2de-6a0d-5c58-9c3e-6a2f1d7b8e44';

/** A name-based UUID (RFC 9562, version 5): the same name, the same UUID, in every run. */
export function uuid(...name: readonly (string | number | null)[]): string {
  const namespace = Buffer.from(NAMESPACE_UUID.replaceAll('-', ''), 'hex');
  const hash = createHash('sha1').update(namespace).update(JSON.stringify(name)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Text of a repository on one line, never empty: OSCAL allows neither. */
export function line(text: string | null): string {
  return terminalText(text ?? '').trim() || 'not said';
}

export interface Property {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

/** Properties of ours that are said; OSCAL arrays are non-empty or absent. */
export function props(values: Readonly<Record<string, string | number | null | undefined>>): { props?: Property[] } {
  const said = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [{ name, ns: NAMESPACE, value: line(String(value)) }],
  );
  return said.length === 0 ? {} : { props: said };
}

/** An array under its key, or nothing where it is empty. */
export function some<Key extends string, Item>(key: Key, items: readonly Item[]): { [K in Key]?: readonly Item[] } {
  return items.length === 0 ? {} : ({ [key]: items } as { [K in Key]?: readonly Item[] });
}

export function metadata(result: ConformanceResult, title: string) {
  const { organisation } = result.report;
  return {
    title: `${line(organisation.name)}: ${title}`,
    'last-modified': result.as_of,
    version: result.commit ?? 'not committed',
    'oscal-version': OSCAL_VERSION,
    ...props({
      'tool-version': result.tool.version,
      period: `${result.report.period.from}..${result.report.period.to}`,
    }),
    roles: [{ id: 'assessed-organisation', title: 'Assessed organisation' }],
    parties: [{ uuid: partyOf(result), type: 'organization', name: line(organisation.name) }],
    'responsible-parties': [{ 'role-id': 'assessed-organisation', 'party-uuids': [partyOf(result)] }],
  };
}

const partyOf = ({ report: { organisation } }: ConformanceResult) => uuid('party', organisation.name);

/** Id of the control that a section of a policy is in a layer. */
export const controlId = ({ policy, key }: Pick<SectionReport, 'policy' | 'key'>, layer: string): string =>
  `${policy}.${key}.${layer}`;

export const documentText = (document: unknown): string => jsonText(`${JSON.stringify(document, null, 2)}\n`);

/** A day as an OSCAL date-time: its beginning, UTC. */
export const startOf = (day: string): string => `${day}T00:00:00Z`;
