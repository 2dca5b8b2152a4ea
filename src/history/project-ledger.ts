import type { Project } from '../config/load.ts';
import { classifier } from '../discover.ts';
import type { SeverityScale } from '../facts/severity-scale.ts';
import { fieldMaps } from '../fields/mapping.ts';
import type { Zone } from '../time.ts';
import { NO_GIT } from './gaps.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { type HistoryKind, RECORD_KINDS, type Timeline } from './model.ts';
import { openTimeline } from './read-timeline.ts';

/** What a check knows of a project, and the commit whose history is wanted. */
export interface Subject {
  readonly project: Project;
  readonly zone: Zone;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  /** Null where nothing is committed. */
  readonly commit: string | null;
  readonly severities: SeverityScale;
  /** Whether what is read of the history is kept for the next run; it is unless told. */
  readonly isKept?: boolean;
  /** Kinds that are read: incidents and CAPAs unless told. */
  readonly kinds?: readonly HistoryKind[];
}

const LARGEST_RECORD = 1024 * 1024;

/** What decides which files are records and how they are read. */
export function settingsOf({ config, configPath = '' }: Project): unknown {
  return [configPath, config.documents ?? {}, config.fields ?? {}];
}

/** The timeline of a project's records up to a commit; what is not there is told as a gap. */
export async function projectTimeline({
  project,
  commit,
  asOf,
  isKept = true,
  kinds = RECORD_KINDS,
}: Omit<Subject, 'zone' | 'severities'>): Promise<Timeline> {
  if (!project.isGit || commit === null) return { records: [], documents: [], commits: [], gaps: [NO_GIT] };
  return openTimeline({
    root: project.base,
    head: commit,
    asOf,
    classifier: classifier(project),
    fields: fieldMaps(project.config),
    maxBytes: LARGEST_RECORD,
    settings: settingsOf(project),
    kinds,
    isKept,
  });
}

/** The CAPA ledger of a project. */
export async function projectLedger(subject: Subject): Promise<{ ledger: Ledger; timeline: Timeline }> {
  const timeline = await projectTimeline(subject);
  const { asOf, zone, severities } = subject;
  return { timeline, ledger: ledgerOf(timeline, { asOf, zone, rankOf: severities.rankOf }) };
}
