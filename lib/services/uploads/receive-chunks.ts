import type { Hash } from 'node:crypto';
import { newId } from '../../db/new-id';
import type { Upload } from '../../db/records';
import { ConflictError, FileProcessingError } from '../../domain/errors';
import { actorUserId, type Context } from '../context';
import { cleanFilename } from './clean-filename';
import { findUpload } from './find-upload';
import { fileTooLarge } from './limit-bytes';
import type { UploadReadOptions } from './receive-upload';
import { refuseBinary } from './refuse-binary';
import { continueHash, forgetHash, hashBytes, keepHash } from './running-hash';
import { newPartKey } from './upload-content';

/** The most that one PATCH may bring, in MB; the dashboard sends 8 MiB. */
const MAX_CHUNK_MB = 32;

export interface CreateChunkedInput {
  readonly filename: string;
  /** Bytes of the whole file. */
  readonly length: number;
  /** Whatever tells the sender later that a file is this one. */
  readonly fingerprint?: string | undefined;
  readonly readOptions?: UploadReadOptions;
}

/** Announces a file that will come in chunks. @throws FileProcessingError `file_too_large`, `file_empty` */
export async function createChunkedUpload(context: Context, input: CreateChunkedInput): Promise<Upload> {
  const limitMb = context.batchConfig.maxFileSizeMb;
  const limit = Math.floor(limitMb * 1024 * 1024);
  if (input.length > limit) throw fileTooLarge(limit, limitMb);
  if (input.length === 0) throw new FileProcessingError('file_empty', 'CSV file is empty');
  const id = newId();
  return context.db.prisma.upload.create({
    data: {
      id,
      filename: cleanFilename(input.filename),
      state: 'receiving',
      size: input.length,
      fingerprint: input.fingerprint ?? null,
      storageKey: `uploads/${id}`,
      readOptions: { ...input.readOptions },
      ownerId: actorUserId(context.actor),
    },
  });
}

export interface AppendChunkInput {
  readonly uploadId: string;
  /** Where the chunk begins; must be what the server has received so far. */
  readonly offset: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Adds one chunk. A chunk that breaks off adds nothing and can be sent again; a first chunk that is no text ends the
 * upload.
 * @throws ConflictError `offset_conflict` (details.offset is the right one), `length_conflict`; FileProcessingError
 */
export async function appendChunk(context: Context, input: AppendChunkInput): Promise<Upload> {
  const upload = await findUpload(context.db, input.uploadId);
  checkOffset(upload, input.offset);
  const hash = continueHash(upload.id, input.offset);
  const key = newPartKey(upload.storageKey);
  const stored = await storeChunk(context, upload, { key, hash, body: input.body });
  const received = input.offset + stored.size;
  const isWhole = received === Number(upload.size);
  const { count } = await context.db.prisma.upload.updateMany({
    where: { id: upload.id, state: 'receiving', receivedBytes: upload.receivedBytes, deletedAt: null },
    data: {
      receivedBytes: received,
      receivedAt: new Date(),
      parts: { push: key },
      ...(isWhole ? { state: 'received', sha256: hash?.copy().digest('hex') ?? null } : {}),
    },
  });
  if (count === 0) {
    await context.storage.delete(key);
    checkOffset(await findUpload(context.db, upload.id), input.offset);
  }
  if (isWhole) await complete(context, upload.id, hash !== null);
  else if (hash) keepHash(upload.id, hash, received);
  return findUpload(context.db, upload.id);
}

async function storeChunk(
  context: Context,
  upload: Upload,
  chunk: { key: string; hash: Hash | null; body: AsyncIterable<Uint8Array> },
): Promise<{ size: number }> {
  const isFirst = upload.receivedBytes === 0n;
  const bounded = limitChunk(chunk.body, Number(upload.size) - Number(upload.receivedBytes));
  const text = isFirst ? refuseBinary(bounded, upload.filename) : bounded;
  try {
    return await context.storage.put(chunk.key, chunk.hash ? hashBytes(text, chunk.hash) : text);
  } catch (error) {
    const isRefused = isFirst && error instanceof FileProcessingError && error.code === 'file_not_csv';
    if (isRefused) await discard(context, upload);
    throw error;
  }
}

async function* limitChunk(body: AsyncIterable<Uint8Array>, leftBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const bytes of body) {
    size += bytes.byteLength;
    if (size > leftBytes) {
      throw new ConflictError('length_conflict', 'The chunk goes beyond the announced length of the file.');
    }
    if (size > MAX_CHUNK_MB * 1024 * 1024) {
      throw new FileProcessingError(
        'chunk_too_large',
        `A chunk may have up to ${MAX_CHUNK_MB} MB: send the file in smaller ones.`,
      );
    }
    yield bytes;
  }
}

function checkOffset(upload: Upload, offset: number): void {
  const expected = Number(upload.receivedBytes);
  if (upload.state === 'receiving' && offset === expected) return;
  throw new ConflictError(
    'offset_conflict',
    `The file has arrived up to byte ${expected}: go on from there.`,
    { offset: expected, state: upload.state },
  );
}

async function complete(context: Context, uploadId: string, isHashed: boolean): Promise<void> {
  forgetHash(uploadId);
  await context.queue.send('read-upload', { uploadId });
  if (!isHashed) await context.queue.send('hash-upload', { uploadId });
}

async function discard(context: Context, upload: Upload): Promise<void> {
  await context.db.prisma.upload.deleteMany({ where: { id: upload.id, state: 'receiving' } });
  await context.storage.delete(`${upload.storageKey}/`);
}
