import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fault, type S3Answer, S3Bucket } from './bucket';
import { findSignatureFault, type S3Account } from './signature';

/** What becomes of a request instead of its answer. */
export type S3Trouble =
  | 'silence'
  | 'break_off'
  | 'break_off_in_answer'
  | { readonly status: number; readonly code: string };

export interface S3Server {
  readonly url: string;
  readonly bucket: S3Bucket;
  /** Names of the operations so far, as S3 has them. */
  readonly operations: string[];
  /** The settings of Furrow for this server. */
  readonly environment: Readonly<Record<string, string>>;
  /** Asked before each answer; null for none. */
  trouble: ((operation: string) => S3Trouble | null) | null;
  /** As if the machine were gone; `start` brings it back at the same address with what it held. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const ACCOUNT: S3Account = {
  region: 'us-east-1',
  accessKeyId: 'AKIATEST',
  secretAccessKey: 'a-secret-that-signs',
};

/**
 * A server on 127.0.0.1 that speaks S3 as far as the store does, and checks signatures as S3 does. Of the servers that npm
 * has, none that is maintained looks at a signature.
 */
export async function startS3Server(name = 'furrow'): Promise<S3Server> {
  const bucket = new S3Bucket();
  const operations: string[] = [];
  let http: Server | undefined;
  let port = 0;
  const s3: S3Server = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    bucket,
    operations,
    get environment() {
      return {
        FURROW_STORAGE: 's3',
        S3_ENDPOINT: s3.url,
        S3_BUCKET: name,
        S3_ACCESS_KEY_ID: ACCOUNT.accessKeyId,
        S3_SECRET_ACCESS_KEY: ACCOUNT.secretAccessKey,
        S3_FORCE_PATH_STYLE: 'true',
      };
    },
    trouble: null,
    async stop() {
      http?.closeAllConnections();
      await new Promise((resolve) => http?.close(resolve) ?? resolve(null));
      http = undefined;
    },
    async start() {
      http = createServer((request, response) => void answer(s3, name, request, response));
      http.listen(port, '127.0.0.1');
      await once(http, 'listening');
      port = (http.address() as AddressInfo).port;
    },
  };
  await s3.start();
  return s3;
}

async function answer(s3: S3Server, name: string, request: IncomingMessage, response: ServerResponse) {
  const body = await buffer(request).catch(() => null);
  if (!body) return;
  const url = new URL(request.url ?? '', s3.url);
  const [, bucketName, ...rest] = decodeURIComponent(url.pathname).split('/');
  const key = rest.join('/');
  const operation = operationOf(request.method ?? '', key, url.searchParams);
  s3.operations.push(operation);
  const trouble = s3.trouble?.(operation);
  if (trouble === 'silence') return;
  if (trouble === 'break_off') return void request.socket.destroy();
  const isCut = trouble === 'break_off_in_answer';
  const told = isCut ? null : trouble;
  const isHere = bucketName === name ? null : 'NoSuchBucket';
  const wrong = told?.code ?? findFault(operation, request, body) ?? isHere;
  const found = wrong
    ? fault(told?.status ?? STATUS[wrong] ?? 403, wrong)
    : s3.bucket.answer(operation, key, url.searchParams, body, request.headers.range);
  send(response, found, isCut);
}

function send(response: ServerResponse, { status, headers, body = '' }: S3Answer, isCut: boolean): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  if (!isCut) return void response.end(body);
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

const STATUS: Readonly<Record<string, number>> = {
  NoSuchBucket: 404,
  AuthorizationHeaderMalformed: 400,
  XAmzContentSHA256Mismatch: 400,
  MissingContentMD5: 400,
};

function findFault(operation: string, request: IncomingMessage, body: Buffer): string | null {
  const isSummed = request.headers['content-md5'] === createHash('md5').update(body).digest('base64');
  if (operation === 'DeleteObjects' && !isSummed) return 'MissingContentMD5';
  return findSignatureFault(request, body, ACCOUNT);
}

function operationOf(method: string, key: string, query: URLSearchParams): string {
  const isUpload = query.has('uploadId');
  if (method === 'GET') return key === '' ? 'ListObjectsV2' : 'GetObject';
  if (method === 'PUT') return isUpload ? 'UploadPart' : 'PutObject';
  if (method === 'DELETE') return isUpload ? 'AbortMultipartUpload' : 'DeleteObject';
  if (query.has('delete')) return 'DeleteObjects';
  return query.has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload';
}
