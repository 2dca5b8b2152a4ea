import type { Render } from './options.ts';

export type { Render, ReportOptions, RuleInfo } from './options.ts';

export interface ReportFormat {
  /** With the dot; what a file of this format is usually called. */
  readonly extension: string;
  /** Imports the format's module, which nothing else does: a run pays for the formats it prints. */
  readonly load: () => Promise<Render>;
}

/** Formats of `--format`, by name. */
export const REPORT_FORMATS: ReadonlyMap<string, ReportFormat> = new Map([
  ['text', { extension: '.txt', load: async () => (await import('./text.ts')).renderText }],
  ['json', { extension: '.json', load: async () => (await import('./json.ts')).renderJson }],
  ['sarif', { extension: '.sarif', load: async () => (await import('./sarif.ts')).renderSarif }],
  ['junit', { extension: '.xml', load: async () => (await import('./junit.ts')).renderJUnit }],
  ['github', { extension: '.txt', load: async () => (await import('./github.ts')).renderGitHub }],
  ['markdown', { extension: '.md', load: async () => (await import('./markdown.ts')).renderMarkdown }],
]);
