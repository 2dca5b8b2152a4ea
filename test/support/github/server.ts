import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createProbe } from 'node:net';
import { createEmulator } from 'emulate';
import { answerViolations, type Exchange, requestViolations } from './contract.ts';

/** What a gateway does in place of passing a request on. */
export type Fault =
  | { readonly status: number; readonly message: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks before GitHub sees the request, or after it has carried it out. */
  | { readonly breaks: 'before' | 'after' }
  | { readonly delay: number };

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Number of this write since the gateway started or was reset, from 1; 0 for a read. */
  readonly write: number;
  /** Number of this request likewise. */
  readonly request: number;
}

export interface GitHubServer {
  readonly url: string;
  readonly token: string;
  readonly repository: string;
  /** Requests since the last reset. */
  readonly seen: Seen[];
  /** Against GitHub's own description of its API, since the server started. */
  readonly violations: { requests: string[]; answers: Set<string> };
  fault: ((seen: Seen) => Fault | undefined) | undefined;
  readonly reset: () => void;
  /** Without issues, comments and labels, as at the start. */
  readonly empty: () => void;
  /** As another user, past the gateway; a path in the repository, or a whole one. */
  readonly send: <T>(method: string, path: string, body?: unknown, token?: string) => Promise<T>;
  readonly close: () => Promise<void>;
}

const REPOSITORY = 'halden-insurance/aims';
export const PEOPLE = ['a-petrov', 's-nakamura', 'b-osei', 'd-lee'];

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * A GitHub that keeps state (the emulator that others wrote) behind a gateway of ours, which counts requests, holds each
 * one against GitHub's description, answers what the emulator lacks, and injects faults.
 */
export async function startGitHub(): Promise<GitHubServer> {
  const [emulatorPort, port] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const emulator = await createEmulator({
    service: 'github',
    port: emulatorPort,
    baseUrl: url,
    seed: {
      tokens: Object.fromEntries(
        ['aims-bot', ...PEOPLE].map((login) => [`token-${login}`, { login, scopes: ['repo', 'user'] }]),
      ),
      github: {
        users: ['aims-bot', ...PEOPLE].map((login) => ({ login })),
        orgs: [{ login: 'halden-insurance' }],
        repos: [
          { owner: 'halden-insurance', name: 'aims', auto_init: true },
          { owner: 'aims-bot', name: 'records', auto_init: true },
        ],
      },
    },
  });
  const upstream = `http://127.0.0.1:${emulatorPort}`;
  const state: Pick<GitHubServer, 'seen' | 'violations'> & { fault: GitHubServer['fault'] } = {
    seen: [],
    violations: { requests: [], answers: new Set() },
    fault: undefined,
  };
  const gateway = createServer((request, response) => void relay({ request, response, upstream, state }));
  await listen(gateway, port);
  return Object.assign(state, {
    url,
    token: 'token-aims-bot',
    repository: REPOSITORY,
    reset: () => void state.seen.splice(0),
    empty: () => {
      emulator.reset();
      state.seen.splice(0);
      state.fault = undefined;
    },
    send: async <T>(method: string, path: string, body?: unknown, token = 'token-d-lee') => {
      const answer = await fetch(upstream + (path.startsWith('/repos/') ? path : `/repos/${REPOSITORY}${path}`), {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (answer.status === 204 ? undefined : await answer.json()) as T;
    },
    close: async () => {
      gateway.closeAllConnections();
      await new Promise((resolve) => gateway.close(resolve));
      await emulator.close();
    },
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

interface Relay {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly upstream: string;
  readonly state: Pick<GitHubServer, 'seen' | 'violations' | 'fault'>;
}

async function relay({ request, response, upstream, state }: Relay): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const { pathname: path, searchParams: query } = new URL(url, upstream);
  const text = await read(request);
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const isWrite = method !== 'GET';
  const writes = state.seen.filter((one) => one.write > 0).length;
  const seen = { method, path, query, body, write: isWrite ? writes + 1 : 0, request: state.seen.length + 1 };
  state.seen.push(seen);
  const fault = state.fault?.(seen);
  if (fault && 'breaks' in fault && fault.breaks === 'before') return void request.socket.destroy();
  if (fault && 'status' in fault) {
    response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
    return void response.end(
      JSON.stringify({ message: fault.message, documentation_url: 'https://docs.github.com/rest' }),
    );
  }
  if (fault && 'delay' in fault) await new Promise((resolve) => setTimeout(resolve, fault.delay));
  const answer = await forward({
    method,
    url,
    text,
    upstream,
    self: `http://${request.headers.host}`,
    authorization: request.headers.authorization,
  });
  if (fault && 'breaks' in fault) return void request.socket.destroy();
  const exchange: Exchange = { method, path, query, sent: body, status: answer.status, received: parse(answer.text) };
  state.violations.requests.push(...requestViolations(exchange));
  for (const violation of answerViolations(exchange)) state.violations.answers.add(violation);
  response.writeHead(answer.status, answer.headers);
  response.end(answer.text);
}

interface Forward {
  readonly method: string;
  readonly url: string;
  readonly text: string;
  readonly upstream: string;
  readonly self: string;
  readonly authorization: string | undefined;
}

async function forward({ method, url, text, upstream, self, authorization = '' }: Forward) {
  const landed = /^(\/repos\/[^/]+\/[^/]+)\/commits\/([0-9a-f]+)\/pulls\b/.exec(url);
  if (landed) return pullsOfCommit(`${upstream}${landed[1]}/pulls`, landed[2] ?? '', authorization);
  const org = /^\/orgs\/([^/]+)\/repos\b/.exec(url)?.[1];
  if (org !== undefined) return reposOfOrganisation(upstream, org, authorization);
  // The emulator does not say who can be assigned: whoever is a user can.
  const assignee = /^\/repos\/[^/]+\/[^/]+\/assignees\/([^/]+)$/.exec(url)?.[1];
  const answer = await fetch(assignee === undefined ? `${upstream}${url}` : `${upstream}/users/${assignee}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(text === '' ? {} : { body: text }),
  });
  if (assignee !== undefined && answer.ok) return { status: 204, headers: {}, text: '' };
  // The emulator names its own address, past the gateway.
  const link = answer.headers.get('link')?.replaceAll(upstream, self) ?? null;
  const headers = {
    'content-type': answer.headers.get('content-type') ?? 'application/json',
    ...(link === null ? {} : { link }),
  };
  return { status: answer.status, headers, text: await answer.text() };
}

/** The emulator does not list the repositories of an organisation, but finds them. */
async function reposOfOrganisation(upstream: string, org: string, authorization: string) {
  const answer = await fetch(`${upstream}/search/repositories?q=user:${org}`, { headers: { authorization } });
  const { items } = (await answer.json()) as { readonly items: readonly object[] };
  return { status: answer.status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(items) };
}

/** The emulator does not say which pull request brought a commit: those whose body names it did. */
async function pullsOfCommit(url: string, commit: string, authorization: string) {
  const answer = await fetch(`${url}?state=closed&per_page=100`, { headers: { authorization } });
  const pulls = (await answer.json()) as readonly { readonly body: string | null }[];
  const found = pulls.filter(({ body }) => body?.includes(commit));
  return { status: 200, headers: { 'content-type': 'application/json' }, text: JSON.stringify(found) };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}
