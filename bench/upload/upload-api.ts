import { request } from 'node:http';
import type { UploadJson } from '../../lib/domain/wire/upload';

const MIB = 1024 * 1024;
const CHUNK_BYTES = 8 * MIB;

/** The installation as a program uses it, signed in. */
export interface UploadApi {
  readonly url: string;
  /** name=value pairs, for a browser. */
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  find(uploadId: string): Promise<UploadJson>;
  /** The whole body of a GET, for timing it. */
  get(path: string): Promise<string>;
  remove(uploadId: string): Promise<void>;
  announce(filename: string, size: number, fingerprint?: string): Promise<string>;
  sendChunk(uploadId: string, offset: number, bytes: Uint8Array): Promise<void>;
  /** Sends blocks as the raw body of one request, no faster than they are taken. */
  sendRaw(filename: string, blocks: Iterable<Uint8Array>): Promise<UploadJson>;
}

/** Opens the administrator's account with the one-time link and signs in. */
export async function openUploadApi(url: string, setupUrl: string): Promise<UploadApi> {
  const cookies = await signIn(url, setupUrl);
  const headers = {
    Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    Origin: url,
  };
  const ask = async (method: string, path: string, init: RequestInit = {}) => {
    const sent = { ...init, method, headers: { ...headers, ...(init.headers as Record<string, string>) } };
    const response = await fetch(`${url}/api/v1${path}`, sent);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const find = async (uploadId: string) =>
    (await (await ask('GET', `/uploads/${uploadId}`)).json()) as UploadJson;
  return {
    url,
    cookies,
    find,
    get: async (path) => (await ask('GET', path)).text(),
    remove: async (uploadId) => void (await ask('DELETE', `/uploads/${uploadId}`)),
    announce: async (filename, size, fingerprint = '') => {
      const query = new URLSearchParams({ filename, fingerprint });
      const response = await ask('POST', `/uploads?${query}`, { headers: { 'Upload-Length': String(size) } });
      return ((await response.json()) as UploadJson).id;
    },
    sendChunk: async (uploadId, offset, bytes) => {
      const init = { headers: { 'Upload-Offset': String(offset) }, body: bytes as BodyInit };
      await ask('PATCH', `/uploads/${uploadId}`, init);
    },
    sendRaw: (filename, blocks) => sendRaw(`${url}/api/v1/uploads?filename=${filename}`, headers, blocks),
  };
}

/** Blocks of 1 MiB that no reader takes for a table: what is measured is receiving, not reading. */
export function* fillerBlocks(sizeMb: number): Generator<Uint8Array> {
  const block = Buffer.alloc(MIB, 'x');
  for (let sent = 0; sent < sizeMb; sent += 1) yield block;
}

/** Sends that filler in chunks as the dashboard does. */
export async function sendFillerChunks(api: UploadApi, filename: string, sizeMb: number): Promise<string> {
  const size = sizeMb * MIB;
  const id = await api.announce(filename, size);
  const chunk = Buffer.alloc(CHUNK_BYTES, 'x');
  for (let offset = 0; offset < size; offset += CHUNK_BYTES) {
    await api.sendChunk(id, offset, chunk.subarray(0, size - offset));
  }
  return id;
}

async function signIn(url: string, setupUrl: string) {
  const person = { email: 'bench@example.com', password: 'a plain sentence for the benchmark' };
  const post = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json', Origin: url };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const token = new URL(setupUrl).searchParams.get('token');
  await post('/api/v1/invitations/accept', { token, name: 'Bench', ...person });
  const signedIn = await post('/api/auth/sign-in/email', person);
  return signedIn.headers.getSetCookie().map((cookie) => {
    const pair = cookie.split(';')[0] ?? '';
    return { name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) };
  });
}

function sendRaw(
  url: string,
  headers: Record<string, string>,
  blocks: Iterable<Uint8Array>,
): Promise<UploadJson> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers: { ...headers, 'Content-Type': 'text/csv' } });
    sending.once('error', reject);
    sending.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode === 201) resolve(JSON.parse(text) as UploadJson);
        else reject(new Error(`POST /uploads: ${response.statusCode} ${text}`));
      });
    });
    const source = blocks[Symbol.iterator]();
    const sendMore = (): void => {
      for (let next = source.next(); !next.done; next = source.next()) {
        if (!sending.write(next.value)) return void sending.once('drain', sendMore);
      }
      sending.end();
    };
    sendMore();
  });
}
