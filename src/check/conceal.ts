import { findPersonalData } from '../text/personal-data.ts';
import { blot, concealSecrets } from '../text/secrets.ts';
import type { Finding } from '../types.ts';

type Sources = (file: string) => string | undefined;

/**
 * The texts of files as reports may show them: without credentials, and without personal data where that is a finding.
 * Lines and columns stay as they are.
 */
export function concealing(sources: Sources, findings: readonly Finding[]): Sources {
  const personal = new Set(
    findings.filter(({ rule }) => rule === 'record-contains-personal-data').map(({ file }) => file),
  );
  return (file) => {
    const text = sources(file);
    if (text === undefined) return undefined;
    const shown = concealSecrets(text);
    return personal.has(file) ? shown.split('\n').map(withoutPersons).join('\n') : shown;
  };
}

function withoutPersons(line: string): string {
  return blot(line, findPersonalData(line));
}
