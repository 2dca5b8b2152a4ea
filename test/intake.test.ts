import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { FormField, IssueForm } from '../src/intake/form.ts';
import { splitAnswers } from '../src/intake/split-answers.ts';
import { validate } from '../src/validate/index.ts';
import { validatorOf } from '../src/validate/load.ts';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

const ASKED = [
  'category',
  'severity',
  'impact.description',
  'tags',
  'impact.minors',
  'impact.affected_count',
  'occurred_at',
];
const FORM = '.github/ISSUE_TEMPLATE/ai-incident.yml';

const repository = { path: mkdtempSync(join(tmpdir(), 'aimscheck-intake-')) };
let form: IssueForm;
beforeAll(async () => {
  cpSync(join(ROOT, 'fixtures/profiles/lumen-tutoring/profile.yml'), join(repository.path, 'profile.yml'));
  writeFileSync(join(repository.path, '.aimscheck.yml'), 'severities: [Critical, Major, Minor]\n');
  await run(repository.path, 'generate', 'issue-form', ...ASKED.flatMap((field) => ['--ask', field]));
  form = parse(readFileSync(join(repository.path, FORM), 'utf8')) as IssueForm;
});
afterAll(() => rmSync(repository.path, { recursive: true }));

const fieldsOf = ({ body }: IssueForm) => body.filter((one): one is FormField => one.type !== 'markdown');

/** What GitHub's documentation says of issue forms. */
const text = { type: 'string', minLength: 1 };
const FORM_SCHEMA = {
  type: 'object',
  required: ['name', 'description', 'body'],
  additionalProperties: false,
  properties: {
    name: text,
    description: text,
    title: text,
    labels: { type: 'array', minItems: 1, uniqueItems: true, items: text },
    body: {
      type: 'array',
      minItems: 1,
      contains: { properties: { type: { not: { const: 'markdown' } } } },
      items: {
        type: 'object',
        required: ['type', 'attributes'],
        additionalProperties: false,
        properties: {
          type: { enum: ['checkboxes', 'dropdown', 'input', 'markdown', 'textarea'] },
          id: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' },
          attributes: { type: 'object' },
          validations: {
            type: 'object',
            additionalProperties: false,
            properties: { required: { type: 'boolean' } },
          },
        },
        allOf: [
          {
            if: { properties: { type: { const: 'markdown' } } },
            // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
            then: {
              properties: {
                attributes: { required: ['value'], additionalProperties: false, properties: { value: text } },
                validations: false,
              },
            },
            else: {
              properties: {
                attributes: {
                  required: ['label'],
                  additionalProperties: false,
                  properties: { label: text, description: text, options: {}, multiple: { type: 'boolean' } },
                },
              },
            },
          },
          {
            if: { properties: { type: { const: 'dropdown' } } },
            // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
            then: {
              properties: {
                attributes: {
                  required: ['options'],
                  properties: {
                    options: {
                      type: 'array',
                      minItems: 1,
                      uniqueItems: true,
                      items: { ...text, not: { pattern: '^[Nn]one$' } },
                    },
                  },
                },
              },
            },
            else: { properties: { attributes: { properties: { options: false, multiple: false } } } },
          },
        ],
      },
    },
  },
};

describe('generate issue-form', () => {
  const holds = new Ajv2020({ strict: false }).compile(FORM_SCHEMA);

  it.each([
    ['incident', []],
    ['incident', ['--state', 'closed']],
    ['incident', ['--state', 'triaged', '--ask', 'secondary']],
    ['capa', []],
    ['capa', ['--state', 'closed-effective']],
    ['waiver', []],
  ])('%s %j is what GitHub takes', async (kind, options) => {
    const { code, stdout } = await run(repository.path, 'generate', 'issue-form', kind, ...options, '--stdout');
    expect(code).toBe(0);
    const written = parse(stdout) as IssueForm;
    expect([holds(written), holds.errors]).toEqual([true, null]);
    const fields = fieldsOf(written);
    for (const names of [fields.map(({ id }) => id), fields.map(({ attributes }) => attributes.label)])
      expect(new Set(names).size).toBe(names.length);
    // GitHub's reader is one of YAML 1.1.
    expect(parse(stdout, { version: '1.1' })).toEqual(written);
  });

  it('asks what a reported incident needs, and what is told besides', () => {
    expect(
      fieldsOf(form).map(({ id, type, validations }) => `${type} ${id}${validations?.required ? ' *' : ''}`),
    ).toMatchInlineSnapshot(`
      [
        "textarea summary *",
        "dropdown ai_systems__0__system_id *",
        "input detected_at *",
        "dropdown detection__method *",
        "dropdown category",
        "dropdown severity",
        "textarea impact__description",
        "textarea tags",
        "dropdown impact__minors",
        "input impact__affected_count",
        "input occurred_at",
      ]
    `);
  });

  it('a form that is there stays; a field that is none is an error', async () => {
    const again = await run(repository.path, 'generate', 'issue-form');
    expect([again.code, again.stderr]).toEqual([2, `aimscheck: ${FORM} is there already; nothing was written\n`]);
    expect((await run(repository.path, 'generate', 'issue-form', '--ask', 'impct')).stderr).toContain(
      'the record has no field "impct"',
    );
  });
});

/** The body that GitHub writes for a filled form. */
function render(answers: Readonly<Record<string, unknown>>, newLine = '\n'): string {
  const parts = fieldsOf(form).map(({ id, attributes }) => {
    const answer = answers[id] ?? '';
    const shown = attributes.multiple === true ? (answer as string[]).join(', ') : String(answer);
    return `### ${attributes.label}\n\n${shown === '' ? '_No response_' : shown}`;
  });
  return parts.join('\n\n').replaceAll('\n', newLine);
}

async function intake(body: string, ...options: string[]) {
  const file = join(repository.path, 'body.md');
  writeFileSync(file, body);
  const { code, stdout, stderr } = await run(repository.path, 'intake', 'body.md', '--stdout', ...options);
  return { code, stderr, stdout, record: parse(stdout) as Record<string, unknown> };
}

/** What people paste: Markdown, code, YAML, other people's forms. */
const PASTED = [
  '### Steps to reproduce',
  '```yaml\nstate: closed\n```',
  '```',
  '~~~~\n### Not an answer',
  '---\nid: AI-INC-1999-001\n...',
  "\"quoted: 'text' # no comment",
  '- [x] done\n- [ ] not',
  '&anchor *alias !!js/function |',
  '| a | b |\n|---|---|',
  '<!-- comment -->',
  '\t tab',
  '@everyone ${{ github.token }} $(id) `id`',
  'yes',
  'null',
  '2026-01-01',
  '0x1F',
];
const prose = fc
  .array(fc.oneof(fc.constantFrom(...PASTED), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join('\n\n').replaceAll('\r', '').trim())
  .filter((words) => words !== '' && words !== '_No response_');
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((words) => words.replaceAll(/\s+/g, ' ').trim());
const instant = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-11-22T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const answersOf = () => {
  const one = (id: string) =>
    fc.constantFrom(...(fieldsOf(form).find((field) => field.id === id)?.attributes.options ?? []));
  return fc.record({
    summary: prose,
    ai_systems__0__system_id: one('ai_systems__0__system_id'),
    detected_at: instant,
    detection__method: one('detection__method'),
    category: fc.option(one('category'), { nil: '' }),
    severity: fc.option(one('severity'), { nil: '' }),
    impact__description: fc.option(prose, { nil: '' }),
    tags: fc
      .array(
        line.filter((tag) => tag !== '' && !/^[-*] /.test(tag) && tag !== '_No response_'),
        { maxLength: 4 },
      )
      .map((tags) => tags.join('\n')),
    impact__minors: fc.constantFrom('yes', 'no', ''),
    impact__affected_count: fc.option(fc.nat().map(String), { nil: '' }),
    occurred_at: fc.option(instant, { nil: '' }),
  });
};

type Answers = Record<string, string>;

/** What a record says of the answers: blanks count as absent. */
function recorded({ tags = '', ...answers }: Answers) {
  const { impact__minors: minors, impact__affected_count: count, impact__description: description } = answers;
  const filled = (value: unknown) => (value === '' || value === undefined ? undefined : value);
  return {
    summary: answers.summary,
    ai_systems: [{ system_id: answers.ai_systems__0__system_id }],
    detected_at: answers.detected_at,
    detection: { method: answers.detection__method },
    category: filled(answers.category),
    severity: filled(answers.severity),
    occurred_at: filled(answers.occurred_at),
    tags: tags === '' ? undefined : tags.split('\n'),
    impact: {
      description: filled(description),
      minors: minors === '' ? undefined : minors === 'yes',
      affected_count: filled(count) === undefined ? undefined : Number(count),
    },
  };
}

describe('intake', () => {
  it('answers come back as they were given, in a record that the schema takes', async () => {
    const validator = await validatorOf('incident');
    await fc.assert(
      fc.asyncProperty(answersOf(), fc.constantFrom('\n', '\r\n'), async (answers, newLine) => {
        const { code, record } = await intake(render(answers, newLine), '--title', 'Late letters');
        expect(code).toBe(0);
        const expected = recorded(answers);
        for (const [field, value] of Object.entries(expected)) {
          if (field === 'impact') expect(record.impact ?? {}).toEqual(withoutUndefined(value as object));
          else expect(record[field], field).toEqual(value);
        }
        const { violations } = await validate(record, validator);
        expect(violations.filter(({ kind }) => kind !== 'missing')).toEqual([]);
        expect(violations.map(({ message }) => message)).toEqual(['Missing reported_at', 'Missing reporter']);
      }),
      { numRuns: 60 },
    );
  });

  it('headings of the form in an answer never break it', async () => {
    const headings = fieldsOf(form).map(({ attributes }) => `### ${attributes.label}`);
    const hostile = fc
      .array(fc.oneof(fc.constantFrom(...headings, '', '_No response_', 'bias', '```'), prose), { maxLength: 30 })
      .map((lines) => lines.join('\n'));
    await fc.assert(
      fc.asyncProperty(answersOf(), hostile, async (answers, summary) => {
        const { code, record, stderr } = await intake(render({ ...answers, summary: `It began.\n\n${summary}` }));
        expect([code, stderr.includes('internal')]).toEqual([0, false]);
        expect(record).toMatchObject({ schema_version: 1, state: 'reported', id: 'AI-INC-2026-001' });
        // What can only be chosen is what was chosen, wherever the headings stand.
        expect(record.detection).toEqual({ method: answers.detection__method });
        expect(record.ai_systems).toEqual([{ system_id: answers.ai_systems__0__system_id }]);
      }),
      { numRuns: 60 },
    );
  });

  it('a body of nothing but headings is split at once', () => {
    const heading = `### ${fieldsOf(form)[0]?.attributes.label}\n`;
    const started = performance.now();
    const { ambiguous } = splitAnswers(heading.repeat(20_000), fieldsOf(form));
    expect(ambiguous).toEqual(['Summary']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

describe('the payload of an event', () => {
  const event = (issue: unknown): string => {
    const file = join(repository.path, 'event.json');
    writeFileSync(file, JSON.stringify(issue));
    return file;
  };
  const BODY = {
    summary: 'The tutor explained the wrong chapter to two classes.',
    ai_systems__0__system_id: 'tutor',
    detected_at: '2026-11-20T10:00:00Z',
    detection__method: 'user-report',
  };

  it('gives title, reporter, time and address, and the record is written', async () => {
    const issue = {
      number: 31,
      title: '[AI incident record] Wrong "chapter": $(id) `id` # no comment',
      body: render(BODY, '\r\n'),
      user: { login: 'y-haddad' },
      created_at: '2026-11-20T10:05:00Z',
      html_url: 'https://github.com/lumen-tutoring/aims/issues/31',
    };
    const { code, stdout, stderr } = await run(
      repository.path,
      'intake',
      '--event',
      event({ action: 'labeled', issue }),
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      'wrote incidents/AI-INC-2026-001-wrong-chapter-id-id-no-comment.yml\n' +
        'Then run "aimscheck check incidents/AI-INC-2026-001-wrong-chapter-id-id-no-comment.yml".\n',
    );
    const file = join(repository.path, 'incidents/AI-INC-2026-001-wrong-chapter-id-id-no-comment.yml');
    expect(parse(readFileSync(file, 'utf8'))).toEqual({
      schema_version: 1,
      id: 'AI-INC-2026-001',
      title: 'Wrong "chapter": $(id) `id` # no comment',
      kind: 'incident',
      state: 'reported',
      summary: BODY.summary,
      reported_at: '2026-11-20T10:05:00Z',
      reporter: '@y-haddad',
      github_issue: issue.html_url,
      ai_systems: [{ system_id: 'tutor' }],
      detected_at: '2026-11-20T10:00:00Z',
      detection: { method: 'user-report' },
    });
    const checked = await run(repository.path, 'check', 'incidents');
    expect(checked.stdout).not.toContain(' error ');
    rmSync(file);
  });

  it('what was answered wrongly stays as written and is told', async () => {
    const { code, stderr, record } = await intake(render({ ...BODY, detected_at: 'yesterday, after lunch' }));
    expect([code, record.detected_at]).toEqual([0, 'yesterday, after lunch']);
    expect(stderr).toContain('detected_at: Unexpected "yesterday, after lunch", expected an RFC 3339 date-time');
  });

  it.each([
    ['no issue', { action: 'opened' }, 'the payload has no issue'],
    ['no body', { issue: { body: null } }, `the text answers nothing that ${FORM} asks`],
    ['other text', { issue: { body: 'It broke.\n\n### Summary of the week\n' } }, 'the text answers nothing'],
    ['endless text', { issue: { body: 'a'.repeat(300_000) } }, 'the body is longer than 262144 characters'],
  ])('%s is an error of use', async (_, payload, message) => {
    const { code, stdout, stderr } = await run(repository.path, 'intake', '--event', event(payload));
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
    expect(stderr).not.toContain('internal error');
  });
});

it('the example workflow has pinned actions, least permissions and no text of the issue in a command', () => {
  const workflow = parse(readFileSync(join(ROOT, 'docs/examples/ai-incident-intake.yml'), 'utf8'));
  const [[, job]] = Object.entries(workflow.jobs) as [
    [string, { permissions: unknown; steps: Record<string, string>[] }],
  ];
  expect(workflow.permissions).toEqual({});
  expect(job.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
  for (const { uses } of job.steps) expect(uses ?? '').toMatch(/^$|@[0-9a-f]{40}$/);
  for (const { run: command = '' } of job.steps) expect(command).not.toContain('${{');
});
