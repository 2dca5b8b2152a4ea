export declare function readFigures(summary: readonly { readonly text: string }[]): unknown;
