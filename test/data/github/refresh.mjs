/**
 * Cuts the operations that aimscheck uses out of GitHub's own description of its API, `@octokit/openapi` (MIT, 394 MB).
 * Refresh: npm install --prefix /tmp/openapi --no-save @octokit/openapi@23.0.2
 *          node test/data/github/refresh.mjs /tmp/openapi/node_modules/@octokit/openapi
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OPERATIONS = [
  ['/repos/{owner}/{repo}/issues', 'get'],
  ['/repos/{owner}/{repo}/issues', 'post'],
  ['/repos/{owner}/{repo}/issues/{issue_number}', 'patch'],
  ['/repos/{owner}/{repo}/issues/{issue_number}/comments', 'get'],
  ['/repos/{owner}/{repo}/issues/{issue_number}/comments', 'post'],
  ['/repos/{owner}/{repo}/issues/comments/{comment_id}', 'patch'],
  ['/repos/{owner}/{repo}/assignees/{assignee}', 'get'],
  ['/repos/{owner}/{repo}/check-runs', 'post'],
  ['/repos/{owner}/{repo}/check-runs/{check_run_id}', 'patch'],
  ['/repos/{owner}/{repo}/commits/{commit_sha}/pulls', 'get'],
  ['/repos/{owner}/{repo}/pulls/{pull_number}/reviews', 'get'],
  ['/orgs/{org}/repos', 'get'],
  ['/repos/{owner}/{repo}/contents/{path}', 'get'],
  ['/user', 'get'],
];
const PROSE = new Set([
  'description',
  'example',
  'examples',
  'x-github',
  'externalDocs',
  'summary',
  'tags',
  'x-octokit',
  'deprecated',
]);

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node refresh.mjs FOLDER_OF_OCTOKIT_OPENAPI');
const source = JSON.parse(readFileSync(join(folder, 'generated/api.github.com.json'), 'utf8'));
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const components = {};
/** Without prose, with `nullable` as a type, and with what is referred to copied along. */
function cut(node, isProperties = false) {
  if (Array.isArray(node)) return node.map((item) => cut(item));
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') copy(node.$ref);
  const entries = Object.entries(node).filter(([key]) => isProperties || (!PROSE.has(key) && key !== 'nullable'));
  const result = Object.fromEntries(entries.map(([key, value]) => [key, cut(value, key === 'properties')]));
  if (node.nullable !== true || isProperties) return result;
  if (typeof node.type !== 'string') return { anyOf: [result, { type: 'null' }] };
  return { ...result, type: [node.type, 'null'], ...(result.enum ? { enum: [...result.enum, null] } : {}) };
}

function copy(ref) {
  const [, , kind, name] = ref.split('/');
  components[kind] ??= {};
  if (components[kind][name]) return;
  components[kind][name] = true;
  components[kind][name] = cut(source.components[kind][name]);
}

const paths = {};
for (const [path, method] of OPERATIONS) {
  const { operationId, parameters, requestBody, responses } = source.paths[path][method];
  paths[path] ??= {};
  paths[path][method] = cut({ operationId, parameters, requestBody, responses: successes(responses) });
}

function successes(responses) {
  const kept = Object.entries(responses).filter(([status]) => status.startsWith('2') || status === '404');
  return Object.fromEntries(kept.map(([status, response]) => [status, { content: response.content }]));
}

const slice = { notice: `Cut from @octokit/openapi ${version}, MIT License, see LICENSE.`, paths, components };
writeFileSync(join(import.meta.dirname, 'openapi.json'), `${JSON.stringify(slice, null, 1)}\n`);
copyFileSync(join(folder, 'LICENSE'), join(import.meta.dirname, 'LICENSE'));
