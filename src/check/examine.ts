import { andThen } from '../and-then.ts';
import type { Facts } from '../facts/index.ts';
import { unreadFacts } from '../facts/unread.ts';
import { inOurFields, type RecordSource } from '../fields/records.ts';
import { type ParsedFile, parseFile } from '../parse/index.ts';
import type { Problem } from '../parse/source.ts';
import type { ReadResult } from '../read.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import type { DocumentRef } from '../types.ts';
import { isCovered } from './cover.ts';
import { factsOf, idOf, runDocumentRules, withEmbedded } from './document-rules.ts';
import type { Examined } from './examined.ts';
import { type Ignore, readIgnores } from './ignores.ts';
import type { RuleSet } from './rule-set.ts';
import { secretDrafts } from './secrets.ts';
import { toldOf } from './told.ts';
import { shownBy, type Understood, understand } from './understand.ts';

const NOTHING: Examined = { facts: [], drafts: [], ignores: [], documents: 0, shown: [] };

/** A file, and the organisation's own definitions where there are some. */
export interface Source extends RecordSource {
  readonly definitions?: readonly WrittenDefinition[];
}

/** Parses, validates and checks one file, at once where it can. Whatever is wrong with it becomes findings of that file. */
export function examine(file: Source, read: ReadResult, rules: RuleSet): Examined | Promise<Examined> {
  const ref: DocumentRef = { kind: file.kind, path: file.path, index: 0, base: '' };
  if ('gone' in read) return NOTHING;
  if ('refused' in read) {
    const { refused: message, help } = read;
    const draft = { rule: 'document-unreadable', document: ref, subject: ref.path, place: { line: 1 }, message, help };
    return { ...NOTHING, documents: 1, facts: [unreadFacts(ref, '')], drafts: [draft] };
  }
  const { text } = read;
  return andThen(parseFile(file.path, text), (parsed) => {
    const ignores = readIgnores(text, file.path);
    const secrets = secretDrafts(text, ref);
    if (parsed.problem)
      return joined([unparsed(ref, text, parsed.problem), { ...NOTHING, drafts: secrets }], ignores, 1);
    return andThen(
      examineAll({ ref, parsed: inOurFields(parsed, file), definitions: file.definitions }, rules),
      (parts) =>
        joined(secrets.length === 0 ? parts : [{ ...NOTHING, drafts: secrets }, ...parts], ignores, parts.length),
    );
  });
}

function unparsed(ref: DocumentRef, text: string, { start, end, message, help }: Problem): Part {
  const draft = {
    rule: 'document-syntax-invalid',
    document: ref,
    subject: ref.path,
    place: { offset: start, end },
    message,
    ...(help ? { help } : {}),
  };
  return { shown: [], facts: [unreadFacts(ref, text)], drafts: [draft] };
}

type Part = Pick<Examined, 'facts' | 'drafts' | 'shown'>;

interface Opened {
  readonly ref: DocumentRef;
  readonly parsed: ParsedFile;
  readonly definitions: Source['definitions'];
}

function examineAll({ ref, parsed, definitions }: Opened, rules: RuleSet): readonly Part[] | Promise<readonly Part[]> {
  const examineOne = (index: number) =>
    andThen(understand({ ...ref, index }, parsed, definitions), (understood) => examineDocument(understood, rules));
  if (parsed.values.length === 1) return andThen(examineOne(0), (part) => [part]);
  return Promise.all(parsed.values.map(async (_, index) => examineOne(index)));
}

function examineDocument(understood: Understood, rules: RuleSet): Part {
  const { document, violations, outline } = understood;
  const id = idOf(document.value);
  const drafts = violations.map((violation) => toldOf(violation, document, outline));
  const facts: Facts[] = [];
  for (const part of withEmbedded(document)) {
    for (const draft of runDocumentRules(part, rules)) if (!isCovered(draft, violations)) drafts.push(draft);
    const own = factsOf(part, id);
    if (own) facts.push(own);
  }
  return { facts, drafts, shown: shownBy(understood) };
}

function joined(parts: readonly Part[], ignores: readonly Ignore[], documents: number): Examined {
  const [first] = parts;
  if (first && parts.length === 1) return { ...first, ignores, documents };
  return {
    facts: parts.flatMap(({ facts }) => facts),
    drafts: parts.flatMap(({ drafts }) => drafts),
    shown: parts.flatMap(({ shown }) => shown),
    ignores,
    documents,
  };
}
