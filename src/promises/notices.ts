import type { IncidentFacts, Workspace } from '../facts/index.ts';
import type { PromisedTime } from './book.ts';
import { type Judgement, judge, type Now, timesOf } from './judge.ts';
import { isHarmful, type Task } from './tasks.ts';

/** Who is told, by the words of the sentence or row that promises it. Regulators have clocks of their own. */
const AUDIENCES: readonly (readonly [string, RegExp])[] = [
  [
    'internal-exec',
    /\b(?:executives?|chief|c[a-z]{1,2}o|head of|directors?|management|leadership|aims owner|sponsor)\b/i,
  ],
  ['board', /\bboard\b/i],
  ['customers', /\b(?:customers?|clients?)\b/i],
  ['users', /\busers?\b/i],
  ['affected-persons', /\b(?:affected|data subjects?|patients?|individuals?|applicants?)\b/i],
  ['supplier', /\b(?:suppliers?|vendors?)\b/i],
  ['staff', /\b(?:staff|employees)\b/i],
];

/** Where it hangs on more than the severity, the record does not say whether it was due. */
const CONDITION = /\b(?:if|where|when|unless|may|as needed|as appropriate)\b/i;

/** Whom a promise of notification is made to; empty where its words do not say, or say it of some incidents only. */
export function audiencesOf({ source }: PromisedTime): readonly string[] {
  const text = source?.text ?? '';
  if (CONDITION.test(text)) return [];
  return AUDIENCES.filter(([, words]) => words.test(text)).map(([audience]) => audience);
}

/**
 * Holds an incident against every notice that is promised for its severity. Of several audiences in one sentence one
 * told in time is enough; a sentence that names none is not evaluable.
 */
export function judgeNotices(
  incident: IncidentFacts,
  { workspace, now }: { workspace: Workspace; now: Now },
): Judgement<IncidentFacts>[] {
  const rank = workspace.severities.rankOf(incident.severity);
  if (rank === undefined || !isHarmful(incident)) return [];
  const { severity } = incident;
  const promises = workspace.promises.find({ kind: 'notification', rank }).filter((promise) => promise.rank === rank);
  return promises.flatMap((promise) => {
    const task = taskOf(audiencesOf(promise));
    return judge({ record: incident, severity, timeOf: timesOf(incident) }, task, { promises: [promise], now }) ?? [];
  });
}

/** The severity is known from triage on. */
function taskOf(audiences: readonly string[]): Task<IncidentFacts> {
  return {
    isAsked: isHarmful,
    done: ({ followUp }) =>
      followUp.notices
        .flatMap(({ audience, sentAt }) => (audiences.includes(audience) ? (sentAt ?? []) : []))
        .sort((a, b) => Date.parse(a) - Date.parse(b))[0],
    isPending: () => audiences.length > 0,
    starts: ['triaged', 'detected'],
  };
}
