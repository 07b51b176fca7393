import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface S3Account {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What is wrong with a request's signature (AWS Signature Version 4) or its body, as S3 names it; null when nothing is. */
export function findSignatureFault(
  request: IncomingMessage,
  body: Buffer,
  account: S3Account,
): string | null {
  const { authorization = '' } = request.headers;
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!found) return 'AccessDenied';
  const [, keyId, date = '', region = '', names = '', signature] = found;
  if (keyId !== account.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== account.region) return 'AuthorizationHeaderMalformed';
  const scope = `${date}/${region}/s3/aws4_request`;
  const time = String(request.headers['x-amz-date']);
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalOf(request, names.split(';')))].join('\n');
  const key = [date, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (before, part) => hmac(before, part),
    `AWS4${account.secretAccessKey}`,
  );
  if (hmac(key, text).toString('hex') !== signature) return 'SignatureDoesNotMatch';
  return request.headers['x-amz-content-sha256'] === sha256(body) ? null : 'XAmzContentSHA256Mismatch';
}

function canonicalOf({ method = '', url = '', headers }: IncomingMessage, names: readonly string[]): string {
  const [path = '', query = ''] = url.split('?');
  const pairs = query.split('&').filter((pair) => pair !== '');
  const full = pairs.map((pair) => (pair.includes('=') ? pair : `${pair}=`)).sort();
  const lines = names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  const sum = String(headers['x-amz-content-sha256']);
  return [method, path, full.join('&'), lines, names.join(';'), sum].join('\n');
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
