import type { ReadOptions } from '../../csv/read-settings';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import type { Upload } from '../../db/records';
import { FileProcessingError } from '../../domain/errors';
import { actorUserId, type Context } from '../context';
import { cleanFilename } from './clean-filename';
import { limitBytes } from './limit-bytes';
import { refuseBinary } from './refuse-binary';
import { newPartKey } from './upload-content';

/** How a person wants the file to be read; what is absent is detected. */
export type UploadReadOptions = Pick<ReadOptions, 'delimiter' | 'encoding' | 'quote' | 'headerRow'> & {
  /** Blank and repeated column names are replaced by names of their own instead of being problems. */
  uniqueHeaders?: boolean | undefined;
};

export interface ReceiveUploadInput {
  readonly filename: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly readOptions?: UploadReadOptions;
}

/**
 * Stores a whole file as it streams in and has it read in the background. Whatever fails leaves nothing behind; what a
 * killed process leaves, the worker clears away like any upload that stopped half-way.
 * @throws FileProcessingError `file_too_large`, `file_empty`, `file_not_csv`
 */
export async function receiveUpload(context: Context, input: ReceiveUploadInput): Promise<Upload> {
  const id = newId();
  const storageKey = `uploads/${id}`;
  await context.db.prisma.upload.create({
    data: {
      id,
      filename: cleanFilename(input.filename),
      state: 'receiving',
      storageKey,
      readOptions: { ...input.readOptions },
      ownerId: actorUserId(context.actor),
    },
  });
  try {
    return await store(context, { id, storageKey }, input);
  } catch (error) {
    await context.db.prisma.upload.deleteMany({ where: { id } });
    await context.storage.delete(`${storageKey}/`);
    throw error;
  }
}

async function store(
  context: Context,
  { id, storageKey }: Pick<Upload, 'id' | 'storageKey'>,
  input: ReceiveUploadInput,
): Promise<Upload> {
  const key = newPartKey(storageKey);
  const limited = limitBytes(input.body, context.batchConfig.maxFileSizeMb);
  const stored = await context.storage.put(key, refuseBinary(limited, input.filename));
  if (stored.size === 0) throw new FileProcessingError('file_empty', 'CSV file is empty');
  const upload = await context.db.prisma.upload.update({
    where: { id },
    data: {
      state: 'received',
      size: stored.size,
      receivedBytes: stored.size,
      sha256: stored.sha256,
      parts: [key],
      receivedAt: new Date(),
    },
  });
  await writeAudit(context.db, context.actor, { action: 'upload.create', entity: 'upload', entityId: id });
  await context.queue.send('read-upload', { uploadId: id });
  return upload;
}
