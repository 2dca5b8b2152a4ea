import { createHash } from 'node:crypto';
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { ConformanceResult } from '../../conformance/model.ts';
import { permalink } from '../places.ts';
import { OTHER_POLICIES } from '../policies.ts';
import { type RegisterTable, registersOf } from '../registers.ts';
import { crosswalkPart, methodPart, samplePart, statisticsPart } from './background.ts';
import { chartsPart } from './charts.ts';
import { cover, titleOf } from './cover.ts';
import { overview } from './overview.ts';
import type { PageContext } from './parts.ts';
import { idOf, policiesPart } from './policies.ts';
import { registersPart } from './register.ts';
import { requirementsPart } from './requirements.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** One self-contained page: no address is loaded, nothing needs a script, and a policy forbids everything but itself. */
export function renderHtml(result: ConformanceResult): string {
  const context: PageContext = { permalink: permalink(result) };
  const registers = registersOf(result);
  const main = [
    ...overview(result),
    chartsPart(result),
    requirementsPart(result, context),
    ...policiesPart(result, context),
    registersPart(registers, context),
    statisticsPart(result),
    crosswalkPart(result),
    samplePart(result, context),
    methodPart(result),
  ];
  const body = h('body', [
    h('a.skip', { href: '#summary' }, 'Skip to the summary'),
    h('div.frame', [
      cover(result),
      h('div.layout', [contents(result, registers), h('main', main)]),
      h(
        'footer',
        `aimscheck ${result.tool.version}. Checks passed and evidence located; adequacy, competence and independence are for people to judge.`,
      ),
    ]),
    h('script', SCRIPT),
  ]);
  const page: Root = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: 'en' }, [headOf(result), body])],
  };
  return `${toHtml(page, { upperDoctype: true })}\n`;
}

function headOf(result: ConformanceResult): Element {
  const policy = `default-src 'none'; style-src '${digest(STYLE)}'; script-src '${digest(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', `${titleOf(result)}: AI incident management, conformance report ${result.report.period.to}`),
    h('style', STYLE),
  ]);
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const PARTS = [
  ['summary', 'Summary'],
  ['grid', 'Sections and layers'],
  ['figures', 'Figures'],
  ['requirements', 'Requirements'],
  ['policies', OTHER_POLICIES.title],
  ['registers', 'Registers'],
  ['statistics', 'Statistics'],
  ['crosswalk', 'Crosswalk'],
  ['sample', 'Auditor’s sample'],
  ['method', 'How this was judged'],
] as const;

function contents(result: ConformanceResult, registers: readonly RegisterTable[]): ElementContent {
  const { policies } = result.report;
  const parts = PARTS.filter(([id]) => id !== 'policies' || policies.length > 0);
  const inner: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    requirements: result.report.sections.map(({ key, title }) => [key, title] as const),
    policies: policies.map((policy) => [idOf(policy), policy.title] as const),
    registers: registers.map(({ key, title }) => [`register-${key}`, title] as const),
    method: [
      ['grading', 'Grading'],
      ['limits', 'What a machine cannot judge'],
      ['reproduce', 'Reproduce it'],
    ],
  };
  const item = ([id, title]: readonly [string, string]): ElementContent =>
    h('li', [h('a', { href: `#${id}` }, title), ...(inner[id] ? [h('ol', inner[id].map(item))] : [])]);
  return h('nav.toc', { ariaLabel: 'Contents' }, [h('p', 'Contents'), h('ol', parts.map(item))]);
}
