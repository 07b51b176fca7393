import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { toStorageError } from './s3-error';

type Sdk = typeof import('@aws-sdk/client-s3');

export interface S3Settings {
  /** Of a server other than Amazon's. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly bucket: string;
  /** What all keys begin with; empty, or with `/` at its end. */
  readonly prefix: string;
  /** The bucket stands in the path of an address, not in its host name. */
  readonly isPathStyle: boolean;
  /** Without them the SDK looks for those of the machine: of its role, its container, its own settings. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** For one attempt of a request, until its answer begins. */
export interface RequestLimits {
  readonly requestTimeout: number;
  readonly abortSignal?: AbortSignal;
}

export interface S3Connection {
  /**
   * Sends one request, three times when the store does not answer.
   * @param bytes how many it brings: they have their time
   * @throws StorageError; NotFoundError `artifact_not_found` for an object that is not there; the signal's reason
   */
  ask<T>(
    work: (client: S3Client, sdk: Sdk, limits: RequestLimits) => Promise<T>,
    limits?: { readonly bytes?: number; readonly signal?: AbortSignal | undefined },
  ): Promise<T>;
}

const CONNECT_MS = 2000;
const ANSWER_MS = 10_000;
/** A slower line does not carry evidence. */
const BYTES_PER_MS = 256;
const ATTEMPTS = 3;
/** Readers who take their time each hold one; the SDK's own 50 would make others wait for them. */
const MAX_SOCKETS = 500;

/** Loads the SDK with the first request: it takes a third of a second, which only who uses it pays. */
export function connectS3(settings: S3Settings): S3Connection {
  let opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined;
  return {
    async ask(work, { bytes = 0, signal } = {}) {
      opened ??= open(settings);
      const { sdk, client } = await opened;
      const requestTimeout = ANSWER_MS + bytes / BYTES_PER_MS;
      try {
        signal?.throwIfAborted();
        return await work(client, sdk, { requestTimeout, ...(signal && { abortSignal: signal }) });
      } catch (error) {
        signal?.throwIfAborted();
        throw toStorageError(error);
      }
    },
  };
}

async function open({ endpoint, region, isPathStyle, credentials }: S3Settings) {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    forcePathStyle: isPathStyle,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: ATTEMPTS,
    // The signature covers each body already; many servers other than Amazon's refuse more.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // No limit for a quiet socket: somebody may read a file slowly.
    requestHandler: {
      ...{ connectionTimeout: CONNECT_MS, throwOnRequestTimeout: true, socketTimeout: 0 },
      ...{ httpAgent: { maxSockets: MAX_SOCKETS }, httpsAgent: { maxSockets: MAX_SOCKETS } },
    },
  });
  addContentMd5(client);
  return { sdk, client };
}

/** Servers other than Amazon's (Swift) refuse the deletion of many objects without it; the SDK sends another sum. */
function addContentMd5(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { headers, body } = (args.request ?? {}) as {
          headers?: Record<string, string>;
          body?: unknown;
        };
        if (commandName === 'DeleteObjectsCommand' && headers && typeof body === 'string') {
          headers['content-md5'] = createHash('md5').update(body).digest('base64');
        }
        return next(args);
      },
    { step: 'build', name: 'contentMd5' },
  );
}
