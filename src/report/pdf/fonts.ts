import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Source Sans 3 (SIL Open Font License 1.1). The build puts the bytes themselves in place of this module. */
const file = (name: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`source-sans/WOFF/TTF/SourceSans3-${name}.ttf.woff`));

export const FONTS = { regular: file('Regular'), bold: file('Semibold') } as const;
