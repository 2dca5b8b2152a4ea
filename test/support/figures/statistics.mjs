/** Figures on the incidents detected in the period and on CAPAs, each by the sentence that the report prints. */
export function statisticsOf({ incidents, incidentRows, capaRows, capas, promises, time, inPeriod }) {
  const own = incidents.filter(
    ({ file, value }) => value.kind !== 'drill' && incidentRows.some((row) => row.file === file && row.in_period),
  );
  const mean = (start, end) => {
    const spans = own.flatMap(({ value }) => {
      const [a, b] = [time.instant(start(value)), time.instant(end(value))];
      return a === undefined || b === undefined ? [] : [Math.max(0, b - a) / 3_600_000];
    });
    const value = spans.length === 0 ? null : round(spans.reduce((sum, span) => sum + span, 0) / spans.length);
    return { value, counted: spans.length, of: own.length };
  };
  const share = (counted, of) => ({ value: of === 0 ? null : round((counted / of) * 100), counted, of });
  const done = capaRows.filter((capa) => inPeriod(capa.implemented));
  const original = done
    .map(({ file }) => capas.find((capa) => capa.file === file).value)
    .filter((value) => value.original_due_date);
  const running = capaRows.filter((capa) => capa.is_open && capa.implemented === null && capa.due !== null);
  const checked = capaRows.filter((capa) => inPeriod(capa.checked) && capa.effectiveness !== null);
  const causes = promises.filter(({ kind, status }) => kind === 'root-cause' && ['kept', 'broken'].includes(status));
  const detected = (value) => value.detected_at;
  const figures = {
    mttd: mean((value) => value.occurred_at, detected),
    mttc: mean(detected, (value) => value.containment?.contained_at),
    mttr: mean(detected, (value) => value.recovery?.restored_at),
    'root-cause-on-time': share(causes.filter(({ status }) => status === 'kept').length, causes.length),
    recurrence: share(
      own.filter(({ value }) => (value.related ?? []).some(({ relation }) => relation === 'recurrence')).length,
      own.length,
    ),
    'capa-on-time': share(
      done.filter((capa) => capa.on_time === true).length,
      done.filter((capa) => capa.on_time !== null).length,
    ),
    'capa-on-original-time': share(
      original.filter((value) => time.day(value.implemented_at) <= value.original_due_date).length,
      original.length,
    ),
    'capa-overdue': share(running.filter((capa) => capa.days_overdue !== null).length, running.length),
    'capa-effective': share(checked.filter((capa) => capa.effectiveness === 'effective').length, checked.length),
  };
  return Object.entries(figures).map(([id, figure]) => ({ id, ...figure }));
}

const round = (value) => Math.round(value * 10) / 10;
