import type { PolicyValue } from '../../policy-value.ts';

/** What a policy says under the heading that stands in a line, or that the line stands under. */
export function statementsAround({ reading }: PolicyValue, line: number): readonly string[] {
  const statements = reading?.statements ?? [];
  const isHeading = statements.some((statement) => statement.under === line);
  const under = isHeading ? line : statements.findLast((statement) => statement.line <= line)?.under;
  return statements.filter((statement) => statement.under === under).map(({ text }) => text);
}
