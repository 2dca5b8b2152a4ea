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
  ['html', { extension: '.html', load: async () => (await import('./html/index.ts')).renderHtml }],
  ['json', { extension: '.json', load: async () => (await import('./json.ts')).renderJson }],
]);
