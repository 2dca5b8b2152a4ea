import { rowsNamed } from '../clocks/regimes.ts';

import { readLimit, roughHours, sayLimit } from '../promises/limit.ts';
import { isRecord } from '../text/is-record.ts';
import type { Contradiction, Draft, Finder } from './contradictions.ts';

/** Contradictions about times, levels and bounds. */
export const TIMES: readonly Finder[] = [
  slowerThanLaw,
  requestsSlowerThanLaw,
  unknownLevels,
  worseIsSlower,
  boundsOutOfOrder,
];

interface Clock {
  readonly id: string;
  readonly place: string;
  readonly hours: number;
}

/** The first deadline of each regime that applies, where it runs from what the organisation knows. */
function clocksOf({ regimes = [] }: Draft): Clock[] {
  return regimes.flatMap(({ id, applicable }, i): Clock[] => {
    const [row] = rowsNamed(id ?? '');
    if (!applicable || !row) return [];
    const own = [row, row.also_within].flatMap((clock) => {
      if (!clock || !/awareness|discovery|determination/.test(clock.clock_start) || typeof clock.duration !== 'number')
        return [];
      return HOURS[clock.unit ?? ''] === undefined ? [] : [clock.duration * (HOURS[clock.unit ?? ''] ?? 0)];
    });
    return own.length === 0 || id === undefined ? [] : [{ id, place: `regimes[${i}]`, hours: Math.min(...own) }];
  });
}

const HOURS: Readonly<Record<string, number>> = { h: 1, cal_d: 24, bus_d: 24, cal_m: 720, month: 720 };

/** Whoever decides about notification has to be told before the time to notify has run out (notification-clocks.yml). */
function slowerThanLaw(profile: Draft): Contradiction[] {
  const { severity_scale: [worst = ''] = [], slas = {}, escalation = {}, responsibilities } = profile;
  const decides = responsibilities?.notification;
  const steps = [
    { place: `slas.triage.${worst}`, limit: timeOf(slas.triage, worst), what: 'triage' },
    ...Object.entries(escalation)
      .filter(([, rule]) => rule?.tell?.includes(String(decides)))
      .map(([level, rule]) => ({
        place: `escalation.${level}.within`,
        limit: rule?.within,
        what: `telling the ${String(decides)}`,
      })),
  ];
  return clocksOf(profile).flatMap((clock) =>
    steps.flatMap(({ place, limit, what }): Contradiction[] => {
      const own = readLimit(limit ?? '');
      if (!own || roughHours(own) < clock.hours) return [];
      const message = `${what} takes up to ${sayLimit(own)}, and ${clock.id} asks for a report within ${clock.hours} h`;
      return [{ places: [place, clock.place], message }];
    }),
  );
}

const REQUESTS = [
  { regime: /^(?:eu|uk)-gdpr-/, days: 31, law: 'GDPR Article 12(3) allows one month' },
  { regime: /^us-hipaa-/, days: 30, law: '45 CFR 164.524 allows 30 days' },
] as const;

function requestsSlowerThanLaw({ regimes = [], data_governance: rules }: Draft): Contradiction[] {
  const own = readLimit(rules?.requests_within ?? '');
  if (!own) return [];
  return REQUESTS.flatMap(({ regime, days, law }): Contradiction[] => {
    const at = regimes.findIndex(({ id, applicable }) => applicable && regime.test(id ?? ''));
    if (at === -1 || roughHours(own) <= days * 24) return [];
    const message = `requests are answered within ${sayLimit(own)}, and ${law}`;
    return [{ places: ['data_governance.requests_within', `regimes[${at}]`], message }];
  });
}

/** What a profile says by level, and where. */
function byLevel({ slas = {}, escalation = {}, severity_criteria: criteria = {} }: Draft): [string, object][] {
  const times = Object.entries(slas).map(([kind, value]): [string, unknown] => [`slas.${kind}`, value]);
  const all: [string, unknown][] = [...times, ['escalation', escalation], ['severity_criteria', criteria]];
  return all.filter((one): one is [string, object] => isRecord(one[1]));
}

function unknownLevels(profile: Draft): Contradiction[] {
  const levels = profile.severity_scale ?? [];
  return byLevel(profile).flatMap(([place, values]) =>
    Object.keys(values)
      .filter((level) => !levels.includes(level))
      .map((level) => ({
        places: [`${place}.${level}`, 'severity_scale'] as const,
        message: `"${level}" is no severity level`,
      })),
  );
}

function worseIsSlower({ slas = {}, severity_scale: levels = [] }: Draft): Contradiction[] {
  return Object.entries(slas).flatMap(([kind, times]) =>
    levels.slice(1).flatMap((level, i): Contradiction[] => {
      const worse = levels[i] ?? '';
      const [slow, fast] = [timeOf(times, worse), timeOf(times, level)].map((text) => readLimit(text ?? ''));
      if (!slow || !fast || roughHours(slow) <= roughHours(fast)) return [];
      const message = `${worse} has ${sayLimit(slow)} and ${level}, which is less severe, only ${sayLimit(fast)}`;
      return [{ places: [`slas.${kind}.${worse}`, `slas.${kind}.${level}`], message }];
    }),
  );
}

const timeOf = (times: unknown, level: string): string | undefined => {
  const time = isRecord(times) ? times[level] : undefined;
  return typeof time === 'string' ? time : undefined;
};

/** Pairs of which the first has to be the smaller. */
const ORDERED = [
  ['risk_management', 'low_up_to', 'medium_up_to'],
  ['risk_management', 'medium_up_to', 'high_up_to'],
  ['impact_assessment', 'register_above', 'oversight_above'],
  ['impact_assessment', 'oversight_above', 'refused_above'],
] as const;

function boundsOutOfOrder(profile: Draft): Contradiction[] {
  return ORDERED.flatMap(([group, lower, upper]): Contradiction[] => {
    const values: Readonly<Record<string, unknown>> = profile[group] ?? {};
    const [a, b] = [values[lower], values[upper]];
    if (typeof a !== 'number' || typeof b !== 'number' || a < b) return [];
    return [{ places: [`${group}.${lower}`, `${group}.${upper}`], message: `${a} is not below ${b}` }];
  });
}
