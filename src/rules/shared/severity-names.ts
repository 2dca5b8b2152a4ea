/** Case, and the joiner between word and number, do not tell names of levels apart: "Sev 1" is "SEV-1". */
export function sayName(label: string): string {
  return wordsOf(label).join(' ');
}

/** What a level may be called: "SEV-1 (Critical)" is also "SEV-1", and "Critical". */
export function namesOfLevel(label: string): string[] {
  const words = wordsOf(label);
  const numbered = words.filter((word) => /\d/.test(word));
  const named = words.filter((word) => !/\d/.test(word));
  return [words, numbered, named].filter((name) => name.length > 0).map((name) => name.join(' '));
}

function wordsOf(label: string): string[] {
  return (
    label
      .toLowerCase()
      .slice(0, 200)
      .replace(/(\p{L})[\s_-]+(?=\d)/gu, '$1')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
