import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { StepFailure } from '../attempt/step-failure';
import type { EgressGuard } from './egress-guard';

export interface FetchedFile {
  readonly contentType: string;
  readonly data: Uint8Array;
}

type Guard = Pick<EgressGuard, 'url' | 'credentials' | 'readRefusal'>;

export interface FetchOptions {
  /** Null when FURROW_EGRESS is off. */
  readonly guard: Guard | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export const MAX_FILE_BYTES = 25 * 1024 * 1024;
const MAX_REDIRECTS = 5;

/**
 * A file of the web, asked for through the guard like everything that a row does there; without cookies or logins.
 * @throws StepFailure of kind `input` for what is refused, not there or too large
 */
export async function fetchFile(url: URL, options: FetchOptions): Promise<FetchedFile> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]);
  let address = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const response = await ask(address, options.guard, signal);
    const refusal = options.guard?.readRefusal(textHeaders(response));
    if (refusal) throw unusable('file_refused', 'its address is not on the public internet', address);
    const { statusCode: status = 0, headers } = response;
    if (status >= 300 && status < 400 && headers.location) {
      response.destroy();
      address = redirected(headers.location, address);
      continue;
    }
    if (status !== 200) {
      response.destroy();
      if (status === 429 || status >= 500) throw unreachable(address, `status ${status}`);
      throw unusable('file_missing', `its address answered with status ${status}`, address);
    }
    const contentType = headers['content-type']?.split(';')[0]?.trim() || 'application/octet-stream';
    return { contentType, data: await readBody(response, address) };
  }
  throw unusable('file_missing', 'its address leads from one to the next without end', url);
}

function redirected(location: string, from: URL): URL {
  const url = URL.parse(location, from);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw unusable('file_refused', 'its address leads to one that is neither http nor https', from);
}

async function readBody(response: IncomingMessage, url: URL): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw unreachable(url, reasonOf(error));
  }
  if (size <= MAX_FILE_BYTES) return Buffer.concat(chunks);
  throw unusable('file_too_large', `it is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`, url);
}

async function ask(url: URL, guard: Guard | null, signal: AbortSignal): Promise<IncomingMessage> {
  try {
    if (!guard) return await answerTo((url.protocol === 'https:' ? https : http).request(url, { signal }));
    const proxy = new URL(guard.url);
    const through = { host: proxy.hostname, port: proxy.port, signal, agent: false } as const;
    if (url.protocol === 'http:') {
      const headers = { host: url.host, ...credentialsOf(guard) };
      return await answerTo(http.request({ ...through, path: url.href, headers }));
    }
    const tunnel = await openTunnel(url, guard, through);
    if (!('socket' in tunnel)) return tunnel.refused;
    const servername = url.hostname.replace(/^\[|\]$/g, '');
    const createConnection = () => tls.connect({ socket: tunnel.socket, servername });
    return await answerTo(https.request(url, { signal, agent: false, createConnection }));
  } catch (error) {
    throw error instanceof StepFailure ? error : unreachable(url, reasonOf(error));
  }
}

type Tunnel = { readonly socket: Socket } | { readonly refused: IncomingMessage };

function openTunnel(url: URL, guard: Guard, through: http.RequestOptions): Promise<Tunnel> {
  const path = `${url.hostname}:${url.port || 443}`;
  const request = http.request({ ...through, method: 'CONNECT', path, headers: credentialsOf(guard) });
  return new Promise((resolve, reject) => {
    request.once('connect', (response, socket) =>
      resolve(response.statusCode === 200 ? { socket } : { refused: response }),
    );
    request.once('error', reject);
    request.end();
  });
}

function answerTo(request: http.ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}

function credentialsOf({ credentials }: Guard): Record<string, string> {
  if (!credentials) return {};
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
  return { 'proxy-authorization': `Basic ${pair}` };
}

function textHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function unusable(code: string, why: string, url: URL): StepFailure {
  return new StepFailure({ kind: 'input', code, message: `The file cannot be used: ${why}.`, url: url.href });
}

function unreachable(url: URL, reason: string): StepFailure {
  const message = `The file could not be fetched from ${url.host} (${reason}).`;
  return new StepFailure({ kind: 'target_unavailable', code: 'file_unreachable', message, url: url.href });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? ('code' in error && String(error.code)) || error.name : 'no answer';
}
