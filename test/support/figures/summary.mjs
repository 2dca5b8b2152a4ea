/** The numbers in each sentence of the summary, in order; names of records aside. */
export function sayFigures({ sections, policies, registers, statistics }) {
  const cells = sections.flatMap(({ layers }) => layers).filter(({ verdict }) => verdict !== 'not-applicable');
  const of = (verdict) => cells.filter((cell) => cell.verdict === verdict).length;
  const others = policies.flatMap((policy) => policy.sections.map(({ layers }) => layers[0].verdict));
  const running = registers.capas.filter((capa) => capa.is_open && capa.implemented === null && capa.due !== null);
  const late = running.map((capa) => capa.days_overdue).filter((days) => days !== null);
  const decided = registers.promises.filter(({ status }) => status === 'kept' || status === 'broken');
  const effective = statistics.find(({ id }) => id === 'capa-effective');
  const sentences = [
    [of('conforms'), cells.length],
    [of('major')],
    [of('minor')],
    [policies.length, others.filter((verdict) => verdict === 'conforms').length, others.length],
    [late.length, running.length, Math.max(...late)],
    [decided.filter(({ status }) => status === 'kept').length, decided.length],
    [
      registers.incidents.filter((one) => one.in_period).length,
      registers.incidents.filter((one) => one.is_open).length,
    ],
    [effective.counted, effective.of],
    [registers.not_evaluable.length],
  ];
  return sentences.map((numbers) => ({ numbers }));
}

/** The same of the sentences as printed. */
export const readFigures = (summary) =>
  summary.map(({ text }) => ({
    numbers: (text.replaceAll(/\b[A-Z]+(?:-[A-Z\d]+)+\b/g, '').match(/\d+/g) ?? []).map(Number),
  }));
