import type { ReadOptions } from '../../csv/read-settings';
import { sniffBinary } from '../../csv/sniff';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import type { Upload } from '../../db/records';
import { FileProcessingError } from '../../domain/errors';
import { actorUserId, type Context } from '../context';
import { limitBytes } from './limit-bytes';
import { newPartKey } from './upload-content';

/** How a person wants the file to be read; what is absent is detected. */
export type UploadReadOptions = Pick<ReadOptions, 'delimiter' | 'encoding'>;

export interface ReceiveUploadInput {
  readonly filename: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly readOptions?: UploadReadOptions;
}

/**
 * Stores a whole file as it streams in and has it read in the background. Whatever fails leaves nothing behind.
 * @throws FileProcessingError `file_too_large`, `file_empty`, `file_not_csv`
 */
export async function receiveUpload(context: Context, input: ReceiveUploadInput): Promise<Upload> {
  const id = newId();
  const storageKey = `uploads/${id}`;
  const key = newPartKey(storageKey);
  const limited = limitBytes(input.body, context.batchConfig.maxFileSizeMb);
  try {
    const stored = await context.storage.put(key, refuseBinary(limited, input.filename));
    if (stored.size === 0) throw new FileProcessingError('file_empty', 'CSV file is empty');
    const upload = await context.db.prisma.upload.create({
      data: {
        id,
        filename: cleanFilename(input.filename),
        state: 'received',
        size: stored.size,
        receivedBytes: stored.size,
        sha256: stored.sha256,
        storageKey,
        parts: [key],
        readOptions: { ...input.readOptions },
        ownerId: actorUserId(context.actor),
        receivedAt: new Date(),
      },
    });
    await writeAudit(context.db, context.actor, { action: 'upload.create', entity: 'upload', entityId: id });
    await context.queue.send('read-upload', { uploadId: id });
    return upload;
  } catch (error) {
    await context.storage.delete(`${storageKey}/`);
    throw error;
  }
}

/** The file's own name without folders and control characters, for people; it never becomes part of a path. */
export function cleanFilename(filename: string): string {
  const base = filename.split(/[\\/]/).at(-1) ?? '';
  const printable = [...base].filter((char) => char >= ' ' && char !== '\u007f').join('');
  return printable.trim().slice(0, 200) || 'upload.csv';
}

async function* refuseBinary(body: AsyncIterable<Uint8Array>, filename: string): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of body) {
    if (isFirst && chunk.byteLength > 0) {
      isFirst = false;
      throwIfBinary(chunk, filename);
    }
    yield chunk;
  }
}

/** @throws FileProcessingError `file_not_csv` when the first bytes are those of a workbook, an archive, a picture ... */
export function throwIfBinary(head: Uint8Array, filename: string): void {
  const isWideText = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const binary = sniffBinary(head, isWideText || head.byteLength < 64);
  if (!binary) return;
  throw new FileProcessingError(
    'file_not_csv',
    `Invalid CSV format: ${cleanFilename(filename)} is ${binary.kind}: ${binary.hint}.`,
    { kind: binary.kind },
  );
}
