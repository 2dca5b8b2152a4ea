/**
 * A policy definition as the program uses it: one policy type with its sections, their topics and the vocabulary that
 * recognises them. Plain data (definition.yml); phrases are written in the language of phrases.ts.
 */

/** Phrases by language code (`en`, `de`, …). All languages are matched at once. */
export type PhrasesByLanguage = Readonly<Record<string, readonly string[]>>;

export interface TopicDefinition {
  readonly key: string;
  readonly title: string;
  /** Headings, leads or row labels that carry the topic when something stands under them. */
  readonly headings?: PhrasesByLanguage;
  /** Labels of rows, items and leading bold words that carry the topic within its own section, and nowhere else. */
  readonly labels?: readonly string[];
  /** Decisive wherever they stand in a document of this type. */
  readonly strong?: readonly Family[];
  /** Decisive under a heading of the topic's own section, weak elsewhere. */
  readonly local?: readonly Family[];
  /** Two of different families in one place are needed. */
  readonly weak?: readonly Family[];
  /** Phrases that look like the topic and are not: they cancel what they overlap with. */
  readonly not?: readonly string[];
  /** The topic exists only in documents that speak of this context (see `recognition.contexts`). */
  readonly context?: string;
  /** Structures that carry the topic: `levels` = a scale of named levels with a meaning each. */
  readonly structure?: 'levels';
  /** Rule that says it is missing, where that is not the one for all topics. */
  readonly rule?: string;
}

/** One phrase, or several that count as one when they stand together. */
export type Family = string | readonly string[];

export interface SectionDefinition {
  readonly key: string;
  readonly title: string;
  readonly references: readonly string[];
  /** Phrases that carry the section wherever they stand in a heading. */
  readonly aliases: PhrasesByLanguage;
  /** Headings that carry the section only as a whole (numbering and noise words aside). */
  readonly titles?: PhrasesByLanguage;
  /** Headings that carry the section only with a topic of it below them. */
  readonly hints?: PhrasesByLanguage;
  /** Headings below which the section's topics are expected although they do not carry it. */
  readonly contexts?: PhrasesByLanguage;
  /** Phrases in a heading that keep it from carrying the section. */
  readonly not?: readonly string[];
  /** Carried by any policy of any type: proves nothing about the type of a document. */
  readonly generic?: boolean;
  readonly topics: readonly TopicDefinition[];
}

export interface CommitmentDefinition {
  readonly kind: string;
  /** Topics of whose phrases a sentence with a time is such a commitment. */
  readonly topics?: readonly string[];
  /** What the sentence, the column or the heading must speak of. */
  readonly phrases: readonly string[];
  /** Looked for only in the heading path or column title, never in the sentence. */
  readonly headings?: readonly string[];
  readonly not?: readonly string[];
  /** A rhythm fits: reviews and drills. */
  readonly cadence?: boolean;
  /** A term fits: how long something is kept. */
  readonly lasting?: boolean;
  /** Never for one severity alone. */
  readonly of_all?: boolean;
}

export interface Recognition {
  /** Sets of words that phrases name with `@`. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** `written together: written apart` and other spellings of one word. */
  readonly spellings: Readonly<Record<string, string>>;
  /** Words that say nothing in a heading. */
  readonly heading_noise: readonly string[];
  readonly type: {
    /** What every document of the type is about. */
    readonly subject: readonly string[];
    readonly titles: PhrasesByLanguage;
    readonly other_titles: readonly string[];
    readonly body: readonly string[];
  };
  /** "See the other plan", "to be defined", "out of scope". */
  readonly deferral: readonly string[];
  readonly negation: readonly string[];
  /** Phrases with a negation that negates nothing: "no later than". */
  readonly not_negation: readonly string[];
  /** What a document must speak of for the topics that name the context. */
  readonly contexts: Readonly<Record<string, readonly string[]>>;
  /** Headings of material that is no content of the document: references, change log. */
  readonly aside: readonly string[];
  /** Headings of forms to fill in: of what stands below them only whole statements are content. */
  readonly forms: readonly string[];
  readonly levels: {
    readonly names: readonly (readonly string[])[];
    readonly prefixes: readonly string[];
    readonly columns: readonly string[];
  };
  readonly metadata: Readonly<Record<string, readonly string[]>>;
  readonly commitments: readonly CommitmentDefinition[];
  readonly clock_starts: Readonly<Record<string, readonly string[]>>;
  readonly vague: readonly string[];
  /** Headings of lists of roles, last words of a role's name, and makers whose products bear such names ("Microsoft Teams"). */
  readonly roles: {
    readonly headings: readonly string[];
    readonly names: readonly string[];
    readonly makers: readonly string[];
  };
  readonly audiences: Readonly<Record<string, readonly string[]>>;
}

export interface Definition {
  readonly type: string;
  readonly title: string;
  readonly references: readonly string[];
  readonly sections: readonly SectionDefinition[];
  readonly recognition: Recognition;
}
