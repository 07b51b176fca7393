import { createHash, randomUUID } from 'node:crypto';

/** An answer of the service: a code of S3 for what went wrong, or what was asked for. */
export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

const MIN_PART_BYTES = 5 * 1024 * 1024;

/** One bucket in memory, with what the store uses of S3; the rules are those of its reference. */
export class S3Bucket {
  readonly objects = new Map<string, Buffer>();
  /** Deletions of many are answered well, each of them refused. */
  isReadOnly = false;
  readonly uploads = new Map<string, { readonly key: string; readonly parts: Map<number, Buffer> }>();

  /** @param operation as S3 names it */
  answer(operation: string, key: string, query: URLSearchParams, body: Buffer, range?: string): S3Answer {
    const uploadId = query.get('uploadId') ?? '';
    if (operation === 'PutObject') return this.#put(key, body);
    if (operation === 'GetObject') return this.#get(key, range);
    if (operation === 'DeleteObject') return this.#delete([key]);
    if (operation === 'DeleteObjects') return this.#delete(valuesOf(body.toString(), 'Key'));
    if (operation === 'ListObjectsV2') return this.#list(query);
    if (operation === 'CreateMultipartUpload') return this.#begin(key);
    const upload = this.uploads.get(uploadId);
    if (upload?.key !== key) return fault(404, 'NoSuchUpload');
    if (operation === 'UploadPart') {
      upload.parts.set(Number(query.get('partNumber')), body);
      return { status: 200, headers: { ETag: etagOf(body) } };
    }
    this.uploads.delete(uploadId);
    if (operation === 'AbortMultipartUpload') return { status: 204 };
    return this.#complete(key, upload.parts, body.toString());
  }

  #put(key: string, body: Buffer): S3Answer {
    this.objects.set(key, body);
    return { status: 200, headers: { ETag: etagOf(body) } };
  }

  #get(key: string, range?: string): S3Answer {
    const object = this.objects.get(key);
    if (!object) return fault(404, 'NoSuchKey');
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    if (first === undefined) return { status: 200, body: object };
    if (Number(first) >= object.length) return fault(416, 'InvalidRange');
    const end = Math.min(Number(last), object.length - 1);
    const headers = { 'Content-Range': `bytes ${first}-${end}/${object.length}` };
    return { status: 206, headers, body: object.subarray(Number(first), end + 1) };
  }

  #delete(keys: readonly string[]): S3Answer {
    if (keys.length > 1000) return fault(400, 'MalformedXML');
    if (this.isReadOnly) return { status: 200, body: refusedDeletion(keys) };
    for (const key of keys) this.objects.delete(key);
    return { status: 200, body: '<DeleteResult/>' };
  }

  #list(query: URLSearchParams): S3Answer {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? '';
    const max = Math.min(1000, Number(query.get('max-keys') ?? 1000));
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, max);
    const contents = page.map(
      (key) => `<Contents><Key>${key}</Key><Size>${this.objects.get(key)?.length}</Size></Contents>`,
    );
    const next = keys.length > max ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    const isTruncated = `<IsTruncated>${keys.length > max}</IsTruncated>`;
    return {
      status: 200,
      body: `<ListBucketResult>${isTruncated}${next}${contents.join('')}</ListBucketResult>`,
    };
  }

  #begin(key: string): S3Answer {
    const id = randomUUID();
    this.uploads.set(id, { key, parts: new Map() });
    const body = `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
    return { status: 200, body };
  }

  #complete(key: string, parts: ReadonlyMap<number, Buffer>, xml: string): S3Answer {
    const named = valuesOf(xml, 'PartNumber').map((no) => parts.get(Number(no)));
    const tags = valuesOf(xml, 'ETag').map((tag) => tag.replaceAll('&quot;', '"'));
    const isWhole = named.every((part, index) => part && etagOf(part) === tags[index]);
    if (named.length === 0 || !isWhole) return fault(400, 'InvalidPart');
    const all = named as Buffer[];
    if (all.slice(0, -1).some((part) => part.length < MIN_PART_BYTES)) return fault(400, 'EntityTooSmall');
    this.objects.set(key, Buffer.concat(all));
    return { status: 200, body: '<CompleteMultipartUploadResult/>' };
  }
}

export function fault(status: number, code: string): S3Answer {
  return { status, body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>` };
}

function refusedDeletion(keys: readonly string[]): string {
  const errors = keys.map((key) => `<Error><Key>${key}</Key><Code>AccessDenied</Code></Error>`);
  return `<DeleteResult>${errors.join('')}</DeleteResult>`;
}

const etagOf = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`;

function valuesOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);
}
