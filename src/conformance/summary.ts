import { joinNames } from '../text/list.ts';
import { count } from '../text/plural.ts';
import type { Verdict } from '../types.ts';
import { worstVerdict } from '../verdicts.ts';
import type { PolicyReport, Registers, SectionReport, Statement, Statistic } from './model.ts';
import { isDecided } from './statistics.ts';

interface Contents {
  readonly sections: readonly SectionReport[];
  readonly policies: readonly PolicyReport[];
  readonly registers: Registers;
  readonly statistics: readonly Statistic[];
}

/** What a manager reads in a minute: the worst first, each sentence with its denominator. */
export function summarise({ sections, policies, registers, statistics }: Contents): Statement[] {
  return [
    ...verdictStatements(sections),
    ...otherPoliciesStatement(policies),
    capaStatement(registers),
    ...promiseStatement(registers),
    openStatement(registers),
    effectStatement(statistics),
    ...waiverStatement(sections),
    ...blindStatement(registers),
  ];
}

function verdictStatements(sections: readonly SectionReport[]): Statement[] {
  const cells = sections.flatMap(({ title, layers }) => layers.map((layer) => ({ title, ...layer })));
  const asked = cells.filter(({ verdict }) => verdict !== 'not-applicable');
  const of = (verdict: Verdict) => asked.filter((cell) => cell.verdict === verdict);
  const named = (verdict: Verdict) => of(verdict).map(({ title, layer }) => `${title} (${layer})`);
  const [majors, minors] = [named('major'), named('minor')];
  const conforming = of('conforms').length;
  return [
    {
      tone: conforming === asked.length ? 'good' : 'plain',
      text: `Checks passed on ${conforming} of ${count(asked.length, 'requirement')}.`,
    },
    ...(majors.length > 0
      ? [
          {
            tone: 'bad' as const,
            text: `${count(majors.length, 'major nonconformity', 'major nonconformities')}: ${majors.join('; ')}.`,
          },
        ]
      : []),
    ...(minors.length > 0
      ? [
          {
            tone: 'attention' as const,
            text: `${count(minors.length, 'minor nonconformity', 'minor nonconformities')}: ${minors.join('; ')}.`,
          },
        ]
      : []),
  ];
}

/** The other policies, of which the text alone is judged. */
function otherPoliciesStatement(policies: readonly PolicyReport[]): Statement[] {
  if (policies.length === 0) return [];
  const cells = policies.flatMap(({ sections }) =>
    sections.map(({ title, layers }) => ({ title, verdict: worstVerdict(layers.map(({ verdict }) => verdict)) })),
  );
  const conforming = cells.filter(({ verdict }) => verdict === 'conforms').length;
  const majors = cells.filter(({ verdict }) => verdict === 'major').map(({ title }) => title);
  const failing = majors.length === 0 ? '' : ` Major: ${joinNames(majors, 'and', MOST_NAMED)}.`;
  return [
    {
      tone: majors.length > 0 ? 'bad' : conforming === cells.length ? 'good' : 'attention',
      text: `${count(policies.length, 'other policy', 'other policies')}, by the text alone: checks passed on ${conforming} of ${count(cells.length, 'section')}.${failing}`,
    },
  ];
}

const MOST_NAMED = 4;

function capaStatement({ capas }: Registers): Statement {
  const running = capas.filter(({ is_open, implemented, due }) => is_open && implemented === null && due !== null);
  const late = running.filter(({ days_overdue }) => days_overdue !== null);
  const [oldest] = late;
  if (!oldest) {
    return {
      tone: 'good',
      text: `None of ${count(running.length, 'CAPA')} with a due date still to be implemented is overdue.`,
    };
  }
  return {
    tone: 'bad',
    text: `${late.length} of ${count(running.length, 'CAPA')} with a due date still to be implemented ${late.length === 1 ? 'is' : 'are'} overdue; the oldest, ${oldest.id}, by ${count(oldest.days_overdue ?? 0, 'day')}.`,
  };
}

function promiseStatement({ promises }: Registers): Statement[] {
  const decided = promises.filter(isDecided);
  if (decided.length === 0) return [];
  const kept = decided.filter(({ status }) => status === 'kept').length;
  return [
    {
      tone: kept === decided.length ? 'good' : 'bad',
      text: `The policy's own promises were kept ${kept} of ${count(decided.length, 'time')}.`,
    },
  ];
}

function openStatement({ incidents }: Registers): Statement {
  const inPeriod = incidents.filter(({ in_period }) => in_period).length;
  const open = incidents.filter(({ is_open }) => is_open).length;
  return { tone: 'plain', text: `${count(inPeriod, 'incident')} detected in the period; ${open} open now.` };
}

function effectStatement(statistics: readonly Statistic[]): Statement {
  const effective = statistics.find(({ id }) => id === 'capa-effective');
  if (!effective || effective.of === 0) {
    return { tone: 'attention', text: 'No CAPA was checked for its effect in the period.' };
  }
  const isGood = effective.counted === effective.of;
  return {
    tone: isGood ? 'good' : 'attention',
    text: `${effective.counted} of ${count(effective.of, 'effectiveness check')} in the period found the action effective.`,
  };
}

function waiverStatement(sections: readonly SectionReport[]): Statement[] {
  const cells = sections.flatMap(({ layers }) => layers);
  const waived = cells.reduce((sum, cell) => sum + cell.waived, 0);
  if (waived === 0) return [];
  const changed = cells.filter(({ verdict, unwaived }) => verdict !== unwaived).length;
  return [
    {
      tone: 'attention',
      text: `${count(waived, 'finding')} waived; without waivers ${count(changed, 'verdict')} would be worse.`,
    },
  ];
}

function blindStatement({ not_evaluable: unjudged }: Registers): Statement[] {
  if (unjudged.length === 0) return [];
  return [
    {
      tone: 'attention',
      text: `On ${count(unjudged.length, 'requirement')} something could not be judged: see "Not evaluable".`,
    },
  ];
}
