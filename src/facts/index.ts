import type { PromiseBook } from '../promises/book.ts';
import type { DocumentRef } from '../types.ts';
import type { CapaFacts } from './capa.ts';
import type { IncidentFacts } from './incident.ts';
import type { PolicyFacts } from './policy.ts';
import type { ProfileFacts } from './profile.ts';
import type { RunbookFacts } from './runbook.ts';
import type { SeverityScale } from './severity-scale.ts';
import type { Surroundings } from './surroundings.ts';
import type { UnreadFacts } from './unread.ts';
import type { WaiverFacts } from './waiver.ts';

export type { CapaFacts } from './capa.ts';
export type { IncidentFacts } from './incident.ts';
export type { NoticeFacts, Reportability } from './notices.ts';
export type { OrganisationFacts } from './organisation.ts';
export type { PolicyFacts } from './policy.ts';
export type { ProfileFacts } from './profile.ts';
export type { Reference } from './reference.ts';
export type { RunbookFacts } from './runbook.ts';
export type { SeverityScale } from './severity-scale.ts';
export type { UnreadFacts } from './unread.ts';
export type { WaiverFacts } from './waiver.ts';

/** What workspace rules see: the facts of every document of the repository, sorted by path. */
export interface Workspace {
  readonly incidents: readonly IncidentFacts[];
  /** Stand-alone and embedded ones alike. */
  readonly capas: readonly CapaFacts[];
  readonly runbooks: readonly RunbookFacts[];
  readonly policies: readonly PolicyFacts[];
  readonly profiles: readonly ProfileFacts[];
  /** Absent where waivers were not read. */
  readonly waivers?: readonly WaiverFacts[];
  /** What concerns the whole repository is said of the configuration. */
  readonly config: DocumentRef;
  /** Documents that could not be parsed: what is known of them. */
  readonly unread: readonly UnreadFacts[];
  readonly severities: SeverityScale;
  /** What the organisation promises, and what is expected where it promises nothing. */
  readonly promises: PromiseBook;
  /** What the repository holds beside the documents; absent where it was not looked at. */
  readonly surroundings?: Surroundings;
  /** Dates on which nobody works, by its profile. */
  readonly holidays: ReadonlySet<string>;
}

export type Facts = IncidentFacts | CapaFacts | RunbookFacts | PolicyFacts | ProfileFacts | WaiverFacts | UnreadFacts;
