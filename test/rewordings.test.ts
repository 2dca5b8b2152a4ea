import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generatePolicies } from '../src/generate/policy.ts';
import { templates } from '../src/generated/templates.ts';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

/** The start of a generated sentence, and how a person at the bank puts it. */
const REWORDED: Readonly<Record<string, readonly (readonly [start: string, instead: string])[]>> = {
  'ai-incident-management': [
    [
      'The purpose of this policy',
      'We want nobody who applies for a loan, pays or gets a letter to come to harm through our AI. When it happens all the same, this policy makes sure that service is back soon and that the cause is gone for good.',
    ],
    [
      'An AI incident is any event',
      'We speak of an AI incident when a model or agent misbehaves, breaks down or is misused, and somebody is hurt by it, a law is broken or our service stops; it is enough that it could have come to that.',
    ],
    [
      'Incidents are detected by',
      'What tells us first is usually an alert in Dynatrace. The validation bench and Splunk Enterprise Security raise alarms of their own, and customers, colleagues and suppliers call.',
    ],
    [
      'The person on call confirms',
      'Whoever is on call looks at what came in, decides if it is an AI incident at all, gives it a severity and a category, says who leads, and opens a record.',
    ],
    [
      'The method is chosen for the case',
      'How to investigate depends on the case. Five whys will do for most; a fault tree, or a comparison of what changed in model, data and prompt, for the rest.',
    ],
    [
      'Before anything is changed, evidence',
      'Nobody touches the system until logs, prompts, inputs, outputs and the version of the model have been saved: they are the evidence.',
    ],
    [
      'The record states the underlying cause',
      'We write down why it really happened, what helped it along, why we saw it so late, and where else it may be waiting.',
    ],
    [
      'Requests are redirected to',
      'With a flag in LaunchDarkly we send traffic to a version, model or region that is all right, until the bad one gets none.',
    ],
    [
      'The Duty Manager and the Head of Model Risk may',
      'Two people can take a system off the network on their own and without asking: the Duty Manager and the Head of Model Risk, with the kill switch in LaunchDarkly.',
    ],
    [
      'People whose interests were',
      'Customers who were hit, or may have been, hear from us in words they understand what went wrong, what we are doing about it and whom to call.',
    ],
    [
      'Each action has an owner',
      'Somebody by name carries out each action by a set day, and before starting it is written down how we will know that it helped.',
    ],
    [
      'Actions are tracked to completion',
      'ServiceNow shows how far each corrective action has got, and the operations meeting at 09:15 goes through the list every day.',
    ],
    [
      'Lessons are published in',
      'What we learned goes into Confluence, and whoever stumbled over a step of a runbook corrects it there and then.',
    ],
  ],
  'ai-risk-management': [
    [
      'A residual risk with a score of',
      'Up to a score of 4, the owner of a system may live with what remains of a risk.',
    ],
    [
      'Every acceptance has an end date',
      'Nobody accepts a risk for ever: after 6 months at the latest it is decided again.',
    ],
    ['The risk register is kept as files', 'Our risk register is a folder of this repository, beside the incidents.'],
  ],
  'ai-data-governance': [
    [
      'Before a source is used',
      'We read what the licence or the contract says before we take data from anywhere, and write down whether it lets us train on it.',
    ],
    [
      'The provenance of each data set',
      'For every data set Confluence says where we got it, on which day, through whom, and why it was gathered in the first place.',
    ],
    [
      'Labels follow written annotation',
      'Whoever labels follows an annotation guideline, and each version of the guideline stays with the labels made by it.',
    ],
    [
      'Data subjects may ask',
      'Customers who want to see, correct or delete what we hold on them write to ki-meldung@brandt-bank.example and have an answer in 30 days.',
    ],
  ],
  'ai-human-oversight': [
    [
      'Overseers have the authority',
      'An overseer who thinks that an output is wrong overrides it, and stops the system where needed. No one has to be asked for that.',
    ],
    [
      'Workload is limited',
      'More than 12 cases an hour is too much for anybody, and after 2 hours it is time for a break.',
    ],
    [
      'Appeal: people affected|Appeal: whoever is affected',
      'Customers who do not accept a decision may ask for a human being to look at it again, and hear back in two weeks.',
    ],
  ],
  'ai-impact-assessment': [
    [
      'The process has four steps',
      'We go through it step by step: what the system is, whom it touches and how, how bad that is and what to do, and then yes or no.',
    ],
    [
      'The Head of AI Governance signs',
      'Once Regulatory Affairs has read an assessment, the Head of AI Governance approves it with a signature.',
    ],
  ],
  'ai-monitoring-and-evaluation': [
    [
      'Owners evaluate their metrics',
      'Once a month every owner sits down with the figures, holds them against the last release and writes in Confluence what to make of them.',
    ],
    [
      'A breach of a threshold about safety',
      'Should a figure on safety go beyond its threshold, it is treated as an AI incident from that minute.',
    ],
  ],
  'ai-transparency-and-explainability': [
    [
      'Feedback and complaints',
      'Whoever wants to complain about what a system wrote or decided uses the same address; every complaint becomes a ticket.',
    ],
  ],
  'ai-management-system': [
    [
      'Each objective has a plan',
      'How we mean to get there stands in ServiceNow, one plan to an objective, with names, money and the measure of success.',
    ],
    [
      'Awareness: everyone',
      'New colleagues hear in their first weeks what an AI incident is and where to report one, so that they are aware of it before they need it.',
    ],
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'aimscheck-reworded-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Topic {
  readonly key: string;
  readonly status: string;
  readonly topics?: readonly Topic[];
}

it('policies of which a person has put 30 sentences in other words still say everything', async () => {
  const profile = parse(readFileSync(join(ROOT, 'fixtures/profiles/brandt-bank/profile.yml'), 'utf8'));
  const policies = generatePolicies(profile, Object.keys(templates));
  let count = 0;
  for (const { type, file, text } of policies) {
    const lines = text.split('\n');
    for (const [starts, instead] of REWORDED[type] ?? []) {
      const places = lines.flatMap((line, i) => (starts.split('|').some((start) => line.startsWith(start)) ? [i] : []));
      expect(places, `${type}: ${starts}`).toHaveLength(1);
      lines[places[0] ?? 0] = instead;
      count += 1;
    }
    writeFileSync(join(folder, file), lines.join('\n'));
  }
  expect(count).toBe(30);
  const { stdout } = await run(folder, 'inspect', ...policies.map(({ file }) => file), '--format', 'json');
  const inspected = JSON.parse(stdout) as { file: string; sections: readonly Topic[] }[];
  const missing = inspected.flatMap(({ file, sections }) =>
    sections.flatMap((section) =>
      [section, ...(section.topics ?? [])]
        .filter(({ status }) => status !== 'present')
        .map(({ key, status }) => `${file} ${section.key}/${key} ${status}`),
    ),
  );
  expect(inspected).toHaveLength(8);
  expect(missing).toEqual([]);
});
