import { createHash } from 'node:crypto';
import { newId } from '../../db/new-id';
import type { Upload } from '../../db/records';
import { ConflictError, FileProcessingError } from '../../domain/errors';
import { actorUserId, type Context } from '../context';
import { findUpload } from './find-upload';
import { fileTooLarge, limitBytes } from './limit-bytes';
import { cleanFilename, throwIfBinary, type UploadReadOptions } from './receive-upload';
import { newPartKey, openUpload } from './upload-content';

/** The most that one PATCH may bring, in MB; the dashboard sends 8 MiB. */
const MAX_CHUNK_MB = 32;

export interface CreateChunkedInput {
  readonly filename: string;
  /** Bytes of the whole file. */
  readonly length: number;
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
 * Adds one chunk. A chunk that breaks off adds nothing and can be sent again.
 * @throws ConflictError `offset_conflict` (details.offset is the right one), FileProcessingError
 */
export async function appendChunk(context: Context, input: AppendChunkInput): Promise<Upload> {
  const upload = await findUpload(context.db, input.uploadId);
  checkOffset(upload, input.offset);
  const key = newPartKey(upload.storageKey);
  const stored = await context.storage.put(key, limitBytes(input.body, MAX_CHUNK_MB));
  const received = Number(upload.receivedBytes) + stored.size;
  if (received > Number(upload.size)) {
    await context.storage.delete(key);
    throw new ConflictError('length_conflict', 'The chunk goes beyond the announced length of the file.');
  }
  const { count } = await context.db.prisma.upload.updateMany({
    where: { id: upload.id, state: 'receiving', receivedBytes: upload.receivedBytes },
    data: { receivedBytes: received, parts: { push: key } },
  });
  if (count === 0) {
    await context.storage.delete(key);
    checkOffset(await findUpload(context.db, upload.id), input.offset);
  }
  return received === Number(upload.size)
    ? completeUpload(context, upload.id)
    : findUpload(context.db, upload.id);
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

async function completeUpload(context: Context, uploadId: string): Promise<Upload> {
  const upload = await findUpload(context.db, uploadId);
  const hash = createHash('sha256');
  let isFirst = true;
  for await (const chunk of openUpload(context.storage, upload)) {
    if (isFirst) await refuse(context, upload, chunk);
    isFirst = false;
    hash.update(chunk);
  }
  const done = await context.db.prisma.upload.update({
    where: { id: uploadId },
    data: { state: 'received', sha256: hash.digest('hex'), receivedAt: new Date() },
  });
  await context.queue.send('read-upload', { uploadId });
  return done;
}

async function refuse(context: Context, upload: Upload, head: Uint8Array): Promise<void> {
  try {
    throwIfBinary(head, upload.filename);
  } catch (error) {
    await context.storage.delete(`${upload.storageKey}/`);
    await context.db.prisma.upload.delete({ where: { id: upload.id } });
    throw error;
  }
}
