import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../src/parse/markdown.ts';
import {
  checkDefinition,
  compileDefinition,
  coverTogether,
  type Definition,
  type RecognisedPolicy,
  recognise,
  recogniseSections,
  recogniseType,
  toPolicyValue,
} from '../src/recognise/index.ts';

const root = join(import.meta.dirname, '..');
const data = join(import.meta.dirname, 'data/recognise');
const compiled = compileDefinition(
  load(readFileSync(join(root, 'policies/ai-incident-management/definition.yml'), 'utf8')) as Definition,
);

interface Label {
  readonly absent?: readonly string[];
  readonly unsure?: readonly string[];
  readonly lines: Readonly<Record<string, number>>;
}
interface Negation {
  readonly topic: string;
  readonly from: string;
  readonly to: string;
}
const labels = JSON.parse(readFileSync(join(data, 'labels.json'), 'utf8')) as Record<string, Label>;
const twins = JSON.parse(readFileSync(join(data, 'twins.json'), 'utf8')) as Record<string, Negation[]>;
const documents = Object.entries(labels).map(([file, label]) => ({
  file,
  label,
  text: readFileSync(join(data, 'policies', file), 'utf8'),
}));

function read(text: string): RecognisedPolicy {
  const markdown = parseMarkdown(text);
  return recognise(markdown, compiled, (load(markdown.frontMatter?.text ?? '') ?? {}) as Record<string, unknown>);
}

const topicsOf = (policy: RecognisedPolicy) =>
  new Map(policy.sections.flatMap(({ topics }) => topics.map((topic) => [topic.key, topic] as const)));
const section = (policy: RecognisedPolicy, key: string) => policy.sections.find((found) => found.key === key);

describe('policies in other words than the definition', () => {
  const policies = new Map(documents.map(({ file, text }) => [file, read(text)]));

  it('finds the sections', () => {
    const missing = [...policies].flatMap(([file, { sections }]) =>
      sections.filter(({ present }) => !present).map(({ key }) => `${file} ${key}`),
    );
    expect(missing.length, missing.join('\n')).toBeLessThanOrEqual(5);
  });

  it('finds the topics with an F1 of at least 0.9', () => {
    const wrong: string[] = [];
    let right = 0;
    for (const { file, label } of documents) {
      for (const [key, { present }] of topicsOf(policies.get(file) ?? read(''))) {
        if (label.unsure?.includes(key)) continue;
        const wanted = !label.absent?.includes(key);
        if (wanted && present) right++;
        else if (wanted !== present) wrong.push(`${file}: ${key} ${present ? 'found but not there' : 'not found'}`);
      }
    }
    expect((2 * right) / (2 * right + wrong.length), wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it.each(
    documents.flatMap(({ file, label }) => Object.entries(label.lines).map(([topic, line]) => ({ file, topic, line }))),
  )('$file shows $topic in line $line', ({ file, topic, line }) => {
    const found = topicsOf(policies.get(file) ?? read('')).get(topic);
    expect(found).toMatchObject({ present: true, status: 'present' });
    expect(Math.abs((found?.line ?? 0) - line)).toBeLessThanOrEqual(3);
    expect(found?.text).not.toBe('');
  });
});

describe('the same policies with a topic denied, deferred or left out', () => {
  it.each(Object.entries(twins))('%s', (file, negations) => {
    const original = documents.find((document) => document.file === file)?.text ?? '';
    const twin = negations.reduce((text, { from, to }) => text.replace(from, to), original);
    const topics = topicsOf(read(twin));
    expect(
      negations
        .filter(({ topic }) => topics.get(topic)?.present)
        .map(({ topic }) => `${topic}: ${topics.get(topic)?.why}`),
    ).toEqual([]);
  });
});

describe('is it this policy at all', () => {
  const other = (title: string, body: string) =>
    recogniseType(parseMarkdown(`# ${title}\n\n## Purpose\n\n${body}\n\n## Scope\n\nAll staff.\n`), [compiled], {});

  it.each([
    ['Access Control Policy', 'Access is granted by role and revoked within one day of leaving.'],
    ['Disaster Recovery Plan', 'Systems are restored from backup at the second site within four hours.'],
    ['Code of Conduct', 'Report unacceptable behaviour to conduct@halden.example.'],
    ['Security Policy', 'Report a vulnerability to security@halden.example and wait for an answer.'],
  ])('%s is not', (title, body) => expect(other(title, body).type).toBeNull());

  it('says why', () => {
    expect(
      read('# AI incident policy\n\n## Containment\n\nSwitch it off at once and tell the desk.\n').recognised,
    ).toMatchObject({
      type: 'ai-incident-management',
      why: expect.stringContaining('its title "AI incident policy" says "incident"'),
    });
  });

  it('counts nothing of another policy but what stands under a heading about incidents', () => {
    const policy = read(
      '# Vendor Policy\n\n## Purpose\n\nTo buy well.\n\n## Recovery\n\nRestore from backup.\n\n## Incident reporting\n\nVendors report incidents to vendors@halden.example within 24 hours.\n',
    );
    expect(policy.type).toBeUndefined();
    expect(policy.sections.filter(({ present }) => present).map(({ key }) => key)).toEqual(['detection-and-reporting']);
  });

  it('believes the front matter', () => {
    const markdown = parseMarkdown('---\npolicy_type: ai-incident-management\n---\n\nNothing yet.\n');
    expect(recogniseType(markdown, [compiled], { policy_type: 'ai-incident-management' })).toMatchObject({
      type: 'ai-incident-management',
      why: 'its front matter says so',
    });
  });
});

describe('what does not count as present', () => {
  const status = (heading: string, body: string, key: string) =>
    section(read(`# AI incident policy\n\n## ${heading}\n\n${body}\n`), key)?.status;

  it.each([
    ['nothing below the heading', ''],
    ['a placeholder', '[Describe the containment steps here]'],
    ['to be defined', 'To be defined.'],
    ['another document', 'See the separate containment plan.'],
  ])('%s', (_, body) => expect(status('Containment', body, 'containment-and-rollback')).toBe('referenced'));

  it('a template in a fence', () =>
    expect(
      status(
        'Forms',
        '```markdown\n## Root cause\n\nDescribe the root cause in full.\n```',
        'investigation-and-root-cause',
      ),
    ).toBe('absent'));

  it('a table of contents', () => {
    const policy = read(
      '# AI incident policy\n\n- [Containment](#containment)\n- [Lessons learned](#lessons-learned)\n\n## Containment\n\nSwitch the model off at once.\n\n## Lessons learned\n',
    );
    expect(policy.sections.filter(({ present }) => present).map(({ key, line }) => `${key} ${line}`)).toEqual([
      'containment-and-rollback 6',
    ]);
  });

  it('tells where it looked and what came near', () => {
    const found = section(
      read('# AI incident policy\n\n## Scope\n\nAll models in production are covered.\n'),
      'containment-and-rollback',
    );
    expect(found).toMatchObject({
      present: false,
      status: 'absent',
      why: 'looked at 1 headings and 1 sentences; nothing comes near',
    });
  });
});

describe('Markdown as people write it', () => {
  it.each([
    ['setext', 'AI incident policy\n===\n\nContainment\n---\n\nThe model is switched off at once.\n'],
    ['bold lines', '# AI incident policy\n\n**Containment**\n\nThe model is switched off at once.\n'],
    [
      'numbered bold steps',
      '# AI incident policy\n\n1. **Contain**\n   - The model is switched off at once.\n   - Traffic is stopped.\n',
    ],
    [
      'phase and remark',
      '# AI incident policy\n\n## Phase 3 — Containment *(NIST CSF: RS.MI-1)*\n\nThe model is switched off at once.\n',
    ],
    ['HTML', '<h1>AI incident policy</h1>\n\n<h2>Containment</h2>\n\nThe model is switched off at once.\n'],
    [
      'byte order mark and CRLF',
      '\uFEFF# AI incident policy\r\n\r\n## Containment\r\n\r\nThe model is switched off at once.\r\n',
    ],
    ['German', '# KI-Vorfallmanagement\n\n## 5. Eindämmung und Rücksetzung\n\nDas Modell wird sofort abgeschaltet.\n'],
    [
      'French',
      '# Gestion des incidents IA\n\n## Confinement et retour arrière\n\nLe modèle est arrêté sans attendre.\n',
    ],
    ['Spanish', '# Gestión de incidentes de IA\n\n## Contención y reversión\n\nEl modelo se apaga de inmediato.\n'],
    ['Italian', '# Gestione degli incidenti IA\n\n## Contenimento e ripristino\n\nIl modello viene spento subito.\n'],
  ])('%s', (_, text) => expect(section(read(text), 'containment-and-rollback')).toMatchObject({ present: true }));
});

describe('metadata', () => {
  it('is read from front matter, bold lines and tables, and disagreements are told', () => {
    const policy = read(
      '---\nstatus: draft\nowner: Head of AI\n---\n\n# AI incident policy\n\n**Status:** Approved\n\n| Field | Value |\n|---|---|\n| Version | 1.2 |\n| Review cycle | Annual |\n| Approved by | [Name, Title] |\n',
    );
    expect(policy.metadata).toMatchObject({
      status: 'draft',
      owner: 'Head of AI',
      version: '1.2',
      review_cycle_months: 12,
    });
    expect(policy.metadata).not.toHaveProperty('approver');
    expect(
      policy.disagreements.map(({ key, values }) => [key, values.map(({ value, line }) => `${value} ${line}`)]),
    ).toEqual([['status', ['draft 2', 'approved 8']]]);
  });
});

describe('severity levels', () => {
  it('come from a table, worst first, with criteria and response time', () => {
    const text = documents.find(({ file }) => file === 'brisa-bank.md')?.text ?? '';
    expect(
      read(text).severity_levels.map(({ id, rank, criteria, response_time }) => [id, rank, criteria, response_time]),
    ).toEqual([
      ['P1', 1, 'Customers are losing money or credit now', '15 minutes'],
      ['P2', 2, 'A limit is broken', '1 hour'],
      ['P3', 3, 'Early sign', 'next business day'],
    ]);
  });
});

describe('several documents', () => {
  it('cover one policy together', () => {
    const policy = read('# AI incident policy\n\n## Purpose\n\nThis policy defines how Halden handles AI incidents.\n');
    const procedure = read(
      '# AI incident procedure\n\n## Containment\n\nRoll back to the previous version of the model.\n',
    );
    const found = coverTogether([
      { file: 'policy.md', policy },
      { file: 'procedure.md', policy: procedure },
    ]).sections.filter(({ present }) => present);
    expect(found.map(({ key, file }) => `${key} ${file}`)).toEqual([
      'purpose-and-scope policy.md',
      'containment-and-rollback procedure.md',
    ]);
  });

  it('give the value that the schema is held against', () => {
    const value = toPolicyValue(
      read('# AI incident policy\n\n## Containment\n\nRoll back to the previous version of the model.\n'),
    );
    expect(value.sections).toEqual({
      'containment-and-rollback': {
        heading: 'Containment',
        line: 3,
        topics: { 'model-rollback': { line: 5, text: 'Roll back to the previous version of the model.' } },
      },
    });
  });
});

describe('the vocabulary', () => {
  it('names no set of words that it lacks', () => expect(() => checkDefinition(compiled)).not.toThrow());

  it('of a definition that does is refused', () => {
    const { definition } = compiled;
    const wrong = { ...definition, recognition: { ...definition.recognition, deferral: ['see @nowhere'] } };
    expect(() => checkDefinition(compileDefinition(wrong))).toThrow('unknown word set "@nowhere"');
  });
});

describe('sections by name alone', () => {
  it('are found in a runbook', () => {
    const { blocks } = parseMarkdown(
      '# Rollback runbook\n\n## 2. Rolling back the model\n\nRun the pipeline with the last tag.\n\n**Verification**\n\nCheck the canary.\n',
    );
    expect(
      recogniseSections(blocks, [
        { key: 'model-rollback', aliases: ['rollback'] },
        { key: 'verification', aliases: ['verif*'] },
      ]),
    ).toEqual([
      { key: 'model-rollback', heading: '2. Rolling back the model', line: 3, words: 10 },
      { key: 'verification', heading: 'Verification', line: 7, words: 3 },
    ]);
  });
});
