import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Schema } from '../../validate/schema-source.ts';

export interface TopicSource {
  readonly key: string;
  readonly title: string;
  /** Rule that says it is missing, where that is not the one for all topics. */
  readonly rule?: string;
}

/** One section of policies/<type>/definition.yml. */
export interface SectionSource {
  readonly key: string;
  readonly title: string;
  readonly references: readonly string[];
  readonly topics: readonly TopicSource[];
  readonly policy?: Schema;
  readonly runbook?: Schema;
  readonly incident?: Schema;
}

export interface DefinitionSource {
  readonly type: string;
  readonly title: string;
  readonly references: readonly string[];
  readonly sections: readonly SectionSource[];
  readonly recognition: Readonly<Record<string, unknown>>;
}

export interface Sources {
  readonly definitions: readonly DefinitionSource[];
  /** policies/documents/<name>.yml by name. */
  readonly documents: ReadonlyMap<string, Schema>;
  /** policies/questions.yml: path in a profile → question. */
  readonly questions: Readonly<Record<string, string>>;
  /** policies/<type>/template.md by type. */
  readonly templates: Readonly<Record<string, string>>;
  /** policies/documents/runbook.md: the body of a runbook. */
  readonly runbookTemplate: string;
  /** policies/notification-clocks.yml. */
  readonly clocks: unknown;
  /** policies/products.yml. */
  readonly products: unknown;
}

/**
 * Reads every policies/<type>/definition.yml and policies/documents/*.yml. Throws what the YAML reader throws. A definition that others inherit from comes before them.
 */
export function readSources(root: string): Sources {
  const policies = join(root, 'policies');
  const load = (path: string) => parse(readFileSync(path, 'utf8')) as unknown;
  const documents = new Map<string, Schema>();
  for (const name of readdirSync(join(policies, 'documents')).sort()) {
    if (name.endsWith('.yml')) documents.set(name.slice(0, -4), load(join(policies, 'documents', name)) as Schema);
  }
  const definitions = readdirSync(policies, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'documents')
    .map((entry) => load(join(policies, entry.name, 'definition.yml')) as DefinitionSource)
    .sort(
      (a, b) => Number('inherits' in a.recognition) - Number('inherits' in b.recognition) || (a.type < b.type ? -1 : 1),
    );
  const template = ({ type }: DefinitionSource) => join(policies, type, 'template.md');
  const templates = definitions
    .filter((definition) => existsSync(template(definition)))
    .map((definition) => [definition.type, readFileSync(template(definition), 'utf8')] as const);
  const questions = load(join(policies, 'questions.yml')) as Record<string, string>;
  return {
    definitions,
    documents,
    questions,
    templates: Object.fromEntries(templates),
    runbookTemplate: readFileSync(join(policies, 'documents/runbook.md'), 'utf8'),
    clocks: load(join(policies, 'notification-clocks.yml')),
    products: load(join(policies, 'products.yml')),
  };
}
