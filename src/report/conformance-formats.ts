import type { ConformanceResult } from '../conformance/model.ts';
import type { ReportOptions } from './options.ts';

/** One file, or several by name (for formats that write a folder). */
export type Rendered = string | Uint8Array | ReadonlyMap<string, string>;

/** A format of the conformance report. Pure: the same result and options give the same bytes. */
export type RenderConformance = (result: ConformanceResult, options: ReportOptions) => Rendered | Promise<Rendered>;

export interface ConformanceFormat {
  /** With the dot; empty for a folder. */
  readonly extension: string;
  readonly load: () => Promise<RenderConformance>;
}

/** Formats of `report --format`, by name. A module is imported only when its format is asked for. */
export const CONFORMANCE_FORMATS: ReadonlyMap<string, ConformanceFormat> = new Map([
  ['text', { extension: '.txt', load: async () => (await import('./conformance-text.ts')).renderConformanceText }],
  ['html', { extension: '.html', load: async () => (await import('./html/index.ts')).renderHtml }],
  ['pdf', { extension: '.pdf', load: async () => (await import('./pdf/index.ts')).renderPdf }],
  [
    'markdown',
    { extension: '.md', load: async () => (await import('./conformance-markdown.ts')).renderConformanceMarkdown },
  ],
  ['json', { extension: '.json', load: async () => (await import('./json.ts')).renderJson }],
  ['csv', { extension: '', load: async () => (await import('./csv.ts')).renderCsv }],
  [
    'oscal',
    { extension: '.oscal.json', load: async () => (await import('./oscal/assessment-results.ts')).renderOscal },
  ],
  [
    'oscal-poam',
    { extension: '.oscal-poam.json', load: async () => (await import('./oscal/poam.ts')).renderOscalPoam },
  ],
  [
    'oscal-catalog',
    { extension: '.oscal-catalog.json', load: async () => (await import('./oscal/catalog.ts')).renderOscalCatalog },
  ],
  [
    'oscal-component',
    {
      extension: '.oscal-component.json',
      load: async () => (await import('./oscal/component.ts')).renderOscalComponent,
    },
  ],
  ['sarif', { extension: '.sarif', load: async () => (await import('./sarif.ts')).renderSarif }],
  ['junit', { extension: '.xml', load: async () => (await import('./junit.ts')).renderJUnit }],
]);
