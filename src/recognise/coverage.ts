import type { FoundSection, FoundTopic, RecognisedPolicy } from './index.ts';

/** Where several documents together cover a section or topic: the first that has it. */
export interface TopicCoverage extends FoundTopic {
  readonly file: string | null;
}

export interface SectionCoverage extends Omit<FoundSection, 'topics'> {
  readonly file: string | null;
  readonly topics: readonly TopicCoverage[];
}

export interface Coverage {
  readonly sections: readonly SectionCoverage[];
}

const RANK = { present: 2, referenced: 1, absent: 0 } as const;

/**
 * Sections and topics over a set of documents that cover one policy together (policy, procedure, runbook), each from the
 * document that shows it best, earlier documents first.
 */
export function coverTogether(
  documents: readonly { readonly file: string; readonly policy: RecognisedPolicy }[],
): Coverage {
  const [first] = documents;
  if (!first) return { sections: [] };
  const sections = first.policy.sections.map((_, at) => {
    const found = documents.map(({ file, policy }) => ({ file, section: policy.sections[at] }));
    const best = bestOf(found, ({ section }) => section?.status) ?? found[0];
    const topics = (best?.section?.topics ?? []).map((_topic, i) => {
      const candidates = found.map(({ file, section }) => ({ file, topic: section?.topics[i] }));
      const shown = bestOf(candidates, ({ topic }) => topic?.status);
      return shown?.topic ? [{ ...shown.topic, file: shown.topic.line === null ? null : shown.file }] : [];
    });
    return best?.section
      ? [{ ...best.section, file: best.section.line === null ? null : best.file, topics: topics.flat() }]
      : [];
  });
  return { sections: sections.flat() };
}

function bestOf<Item>(
  items: readonly Item[],
  status: (item: Item) => FoundSection['status'] | undefined,
): Item | undefined {
  const rank = (item: Item) => RANK[status(item) ?? 'absent'];
  return items.reduce<Item | undefined>(
    (best, item) => (best === undefined || rank(item) > rank(best) ? item : best),
    undefined,
  );
}
