import { type Span, spanOf } from '../time.ts';
import type { StageRow } from './deadline.ts';
import type { Decision } from './decision.ts';
import type { ClockContext } from './model.ts';
import { stageNames } from './regimes.ts';

/** A report that went out. */
export interface Sent {
  readonly stage: string;
  readonly span: Span;
  readonly hasLateReason: boolean;
  readonly pointer: string;
}

/**
 * The report of a stage that the record says was sent, by its name; under the row's own id a report of a name that no
 * stage of the group has counts as its first. Of several the earliest.
 */
export function findSent({ row, entries }: Decision, stage: StageRow, { zone, asOf }: ClockContext): Sent | undefined {
  const known = stageNames(row);
  const found = entries.flatMap(({ regime, stages }) =>
    stages.flatMap(({ stage: written, sentAt, hasLateReason, pointer }) => {
      const name = plain(written);
      const isMeant = name === stage.stage || (stage.isFirst && regime === row.id && !known.has(name));
      const span = spanOf(sentAt, zone);
      return isMeant && span && span.start <= asOf ? [{ stage: written, span, hasLateReason, pointer }] : [];
    }),
  );
  return found.sort((a, b) => a.span.start - b.span.start)[0];
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
