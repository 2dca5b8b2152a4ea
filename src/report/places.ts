import type { ConformanceResult } from '../conformance/model.ts';
import { uriPath } from '../text/escape.ts';

export interface FilePlace {
  readonly file: string;
  readonly line: number;
}

/**
 * Address of a line at the commit that was checked; undefined where no repository is known or where the file is not
 * committed as it was checked. Markdown is shown as source, else the line would not be found.
 */
export function permalink({ commit, report }: ConformanceResult): (place: FilePlace) => string | undefined {
  const { repository } = report.options;
  const uncommitted = new Set(report.documents.flatMap(({ file, blob }) => (blob === null ? [file] : [])));
  return ({ file, line }) => {
    if (repository === null || commit === null || uncommitted.has(file)) return undefined;
    const plain = /\.(?:md|markdown)$/i.test(file) ? '?plain=1' : '';
    return `${repository.replace(/\/+$/, '')}/blob/${commit}/${uriPath(file)}${plain}#L${line}`;
  };
}
