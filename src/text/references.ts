/** Clauses (10.2) and annexes (A.6.2.8) of ISO/IEC 42001 are cited bare; everything else carries its own name. */
const BARE = /^(?:\d{1,2}|[ABCD])(?:\.\d{1,2}){0,4}(?: [a-z]\d?\)?)?$/;

/** `ISO/IEC 42001 10.2, A.6.2.8; EU AI Act Art. 73` */
export function describeReferences(cited: readonly string[]): string {
  const references = cited.map((reference) => reference.replace(/^ISO\/IEC 42001(?::2023)? (?=[\dA-D])/, ''));
  const bare = references.filter((reference) => BARE.test(reference));
  const named = references.filter((reference) => !BARE.test(reference));
  return [...(bare.length > 0 ? [`ISO/IEC 42001 ${bare.join(', ')}`] : []), ...named].join('; ');
}
