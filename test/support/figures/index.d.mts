import type { ConformanceResult } from '../../../src/conformance/model.ts';

/** The figures of the report on a repository, recomputed from its files, in the shape of the report. */
export declare function recompute(root: string, result: ConformanceResult): unknown;
