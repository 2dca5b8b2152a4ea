import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './support/repository.ts';

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('generated') && !name.startsWith('dev'))
  .map((name) => name.replaceAll('\\', '/'));
const text = (file: string) => readFileSync(join(ROOT, 'src', file), 'utf8');
const imports = (file: string) =>
  [...text(file).matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'/g)].map((match) =>
    normalize(join(dirname(file), match[1] ?? match[2] ?? '')).replaceAll('\\', '/'),
  );

/** What a folder may not import: the arrows of the flow never point back. */
const FORBIDDEN: ReadonlyArray<readonly [RegExp, RegExp]> = [
  [/^text\//, /^(?!text\/|types)/],
  [/^rules\//, /^(?:check|report|commands|config|git|locate|validate)\//],
  [/^report\//, /^(?:check|rules|commands|config|git|parse|validate)\//],
  [/^fields\//, /^(?:check|rules|report|commands|config|git|validate|locate|recognise)\//],
  [/^(?:parse|recognise)\//, /^(?:check|rules|report|commands|config|git|validate)\//],
  [/^clocks\//, /^(?:check|rules|report|commands|config|git|parse|validate)\//],
  [/^promises\//, /^(?:check|rules|report|commands|config|git|parse|validate|clocks|locate)\//],
  [/^facts\//, /^(?:check|rules|report|commands|config|git|parse|validate|clocks|locate)\//],
  [/^check\//, /^(?:report|commands)\//],
  [/^issues\//, /^(?:check|report|commands|cli|git|github|parse|validate|locate)\//],
  [/^github\//, /^(?!github\/|issues\/|text\/|types|version)/],
  [/^report\//, /^(?:issues|github)\//],
  [/^report\//, /^(?:conformance|organisation)\/(?!model)/],
  [/^conformance\//, /^(?:report|commands|cli|config|git|issues|github|parse|validate)\//],
  [/^(?:check|rules|facts|history|promises|clocks)\//, /^conformance\//],
  [/^organisation\//, /^(?!organisation\/|text\/|validate\/|errors|types|\.\.\/schemas)/],
  [/^git\//, /^(?!git\/|text\/|types)/],
  [/^generate\//, /^(?:check|rules|report|commands|cli|git|validate|locate)\//],
  [/^profile\//, /^(?:check|rules|report|commands|cli|config|git|validate|locate|generate|facts|recognise)\//],
  [/^products\//, /^(?!products\/|generated\/|text\/)/],
  [/^history\//, /^(?:check|report|commands|cli)\//],
  [/^intake\//, /^(?:check|rules|report|commands|cli|config|git|locate|generate)\//],
  [/^print\//, /^(?!print\/|report\/pdf\/|text\/|types)/],
  [/^scaffold\//, /^(?:check|rules\/(?!shared)|report|commands|cli|config|git|locate|generate)\//],
];

it('imports follow the flow of data', () => {
  const wrong = files.flatMap((file) =>
    FORBIDDEN.filter(([from]) => from.test(file)).flatMap(([, to]) =>
      imports(file)
        .filter((target) => to.test(target))
        .map((target) => `${file} imports ${target}`),
    ),
  );
  expect(wrong).toEqual([]);
});

it('only the GitHub client knows octokit', () => {
  const knowing = files.filter((file) => /from '(?:@octokit\/|bottleneck)/.test(text(file)));
  expect(knowing.filter((file) => !file.startsWith('github/'))).toEqual([]);
  expect(knowing).not.toEqual([]);
});

it('only entry files touch the process', () => {
  expect(files.filter((file) => /\bprocess\./.test(text(file)))).toEqual(['bin.ts']);
});

it('generated files are current', () => {
  const output = execFileSync('npm', ['run', '--silent', 'generate', '--', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(output).toBe('');
});
