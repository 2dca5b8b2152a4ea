const ORDER = ['major', 'minor', 'observation', 'not-evaluable', 'conforms', 'not-applicable'];
const worst = (verdicts) => ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'not-applicable';
const NOTHING = { verdict: 'not-applicable', checked: 0, passed: 0, failed: 0, not_evaluable: 0, waived: 0 };

/** Denominators and verdicts, from the findings, the files on disk and the grading that the report prints. */
export function gridOf({ findings, report }, { files, unread }) {
  const live = findings.filter(({ severity, waived }) => severity !== 'notice' && !waived);
  const grading = readGrading(report.grading);
  const others = report.policies.flatMap(({ documents }) => documents);
  const main = files.policies.filter((file) => !others.includes(file));

  const cellOf = ({ key }, policies, { layer, verdict: printed }) => {
    // Which layers a definition asks for is no figure.
    if (printed === 'not-applicable') return { layer, ...NOTHING, unwaived: printed };
    const documents = [...{ design: policies, implementation: files.runbooks, operation: files.incidents }[layer]];
    if (key === 'corrective-and-preventive-actions' && layer === 'operation') documents.push(...files.capas);
    const isMeant = ({ file }) => (policies === main ? !others.includes(file) : policies.includes(file));
    const own = live.filter((one) => one.section === key && one.layer === layer && isMeant(one));
    const failing = new Set(own.map(({ file }) => file));
    const blind = documents.filter((file) => unread.includes(file)).length;
    const judged = new Set([...documents, ...failing]).size - blind;
    const verdict = gradeOf(own, { judged, failed: failing.size, ...grading });
    return {
      layer,
      verdict,
      unwaived: verdict,
      waived: 0,
      failed: failing.size,
      checked: judged + blind,
      passed: judged - failing.size,
      not_evaluable: blind,
    };
  };
  const sectionsOf = (sections, policies) =>
    sections.map((section) => ({
      policy: section.policy,
      key: section.key,
      layers: section.layers.map((layer) => cellOf(section, policies, layer)),
    }));
  return {
    sections: sectionsOf(report.sections, main),
    policies: report.policies.map(({ type, documents, sections }) => ({
      type,
      sections: sectionsOf(sections, documents),
    })),
  };
}

function readGrading(grading) {
  const { text } = grading.find(({ verdict }) => verdict === 'major');
  const [, rules, least, share] = /rules (.*?); .* at least (\d+) documents that are at least (\d+) %/.exec(text);
  return { rules: rules.split(', '), least: Number(least), share: Number(share) / 100 };
}

function gradeOf(findings, { judged, failed, rules, least, share }) {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const withErrors = new Set(errors.map(({ file }) => file)).size;
  if (judged === 0) return 'not-evaluable';
  if (failed === 0) return 'conforms';
  if (withErrors === 0) return 'observation';
  const isSystemic = withErrors >= least && withErrors / judged >= share;
  return isSystemic || errors.some(({ rule }) => rules.includes(rule)) ? 'major' : 'minor';
}

/** Findings and the worst verdict behind each clause and article, by the sections that the report names. */
export function crosswalkOf({ findings, report }, { sections, policies }) {
  const live = findings.filter(({ severity, waived }) => severity !== 'notice' && !waived);
  const others = report.policies.flatMap(({ documents }) => documents);
  const named = new Map([
    ...sections.map((one) => [one.key, one]),
    ...policies.flatMap(({ type, sections: own }) => own.map((one) => [`${type}/${one.key}`, one])),
  ]);
  return report.crosswalk.map(({ id, entries }) => ({
    id,
    entries: entries.map((entry) => {
      const cites = ({ references }) => references.some((one) => one === entry.id || one.startsWith(`${entry.id} `));
      const bears = ({ section, layer, file }) => layer && entry.sections.includes(section) && !others.includes(file);
      return {
        id: entry.id,
        findings: live.filter(id === 'iso-42001' ? cites : bears).length,
        verdict: worst(entry.sections.flatMap((name) => named.get(name).layers.map(({ verdict }) => verdict))),
      };
    }),
  }));
}
